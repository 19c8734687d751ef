using Lucene.Net.Search;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>One commit of a Lucene index, held by its searcher; without a searcher, an index with nothing in it.</summary>
internal sealed class LuceneSnapshot : ILexicalSnapshot
{
    private readonly string _folder;
    private readonly SearcherManager? _searchers;
    private readonly LiveSearcher? _searcher;
    private readonly LexicalQuery _queries;
    private volatile Conditions? _last;

    public LuceneSnapshot(string folder, SearcherManager? searchers, LexicalQuery queries)
    {
        _folder = folder;
        _searchers = searchers;
        _queries = queries;
        _searcher = (LiveSearcher?)searchers?.Acquire();
        Stamp = _searcher is null ? default : LuceneWriter.Stamp(_searcher.CommitData);
    }

    public DerivedStamp Stamp { get; }

    public int Count => _searcher?.IndexReader.NumDocs ?? 0;

    public IReadOnlyList<Hit> Search(string query, int count, ChunkFilter? filter = null, IReadOnlyList<FeedbackPassage>? feedback = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_searcher is not { } searcher || count == 0) return [];
        return LuceneFaults.Guard(_folder, () =>
        {
            QuerySyntax syntax = QuerySyntax.Parse(query);
            ChunkFilter? matching = Matching(query, syntax);
            return WordSearch.Search(searcher, _queries.Terms(syntax, searcher, feedback ?? []), count, matching is null ? filter : filter?.And(matching) ?? matching);
        });
    }

    public IReadOnlyList<Hit> ScoreTogether(string query, IReadOnlyList<Hit> hits)
    {
        if (_searcher is not { } searcher || hits.Count == 0) return hits;
        return LuceneFaults.Guard(_folder, () => _queries.ContentTerms(QuerySyntax.Parse(query)) is { Count: > 1 } terms ? new TermsTogether(searcher, terms).Score(hits) : hits);
    }

    public QueryConditions Interpret(string query)
    {
        QuerySyntax syntax = QuerySyntax.Parse(query);
        return new QueryConditions(syntax.Text, LuceneFaults.Guard(_folder, () => Matching(query, syntax)));
    }

    public QueryWords Words(string query)
    {
        if (_searcher is not { } searcher) return QueryWords.None;
        return LuceneFaults.Guard(_folder, () => _queries.Words(QuerySyntax.Parse(query), searcher));
    }

    public void Dispose() => _searchers?.Release(_searcher!);

    /// <summary>The chunks that meet the query's conditions; null where it has none. A query is interpreted and then searched, so the last answer is kept.</summary>
    private ChunkFilter? Matching(string query, QuerySyntax syntax)
    {
        if (_last is { } last && last.Query == query) return last.Matching;
        ChunkFilter? matching = null;
        if (_queries.Conditions(syntax) is { } conditions)
        {
            ChunkIdCollector collector = new();
            _searcher?.Search(conditions, collector);
            matching = collector.ToFilter();
        }
        _last = new Conditions(query, matching);
        return matching;
    }

    private sealed record Conditions(string Query, ChunkFilter? Matching);
}
