using Lucene.Net.Search;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Lexical;

/// <summary>One commit of a Lucene index, held by its searcher; without a searcher, an index with nothing in it.</summary>
internal sealed class LexicalSnapshot : ILexicalSnapshot
{
    private readonly string _folder;
    private readonly SearcherManager? _searcherManager;
    private readonly LiveSearcher? _searcher;
    private readonly LexicalQueryBuilder _queryBuilder;
    private volatile Conditions? _last;

    public LexicalSnapshot(string folder, SearcherManager? searchers, LexicalQueryBuilder queries)
    {
        _folder = folder;
        _searcherManager = searchers;
        _queryBuilder = queries;
        _searcher = (LiveSearcher?)searchers?.Acquire();
        Stamp = _searcher is null ? default : LuceneWriter.ReadStamp(_searcher.CommitData);
    }

    public DerivedStamp Stamp { get; }

    public int Count => _searcher?.IndexReader.NumDocs ?? 0;

    public IReadOnlyList<Hit> Search(string query, int count, ChunkFilter? filter = null, IReadOnlyList<FeedbackPassage>? feedback = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_searcher is not { } searcher || count == 0) return [];
        return ErrorTranslation.RunLucene(_folder, () =>
        {
            ParsedQuery syntax = ParsedQuery.Parse(query);
            ChunkFilter? matching = FindMatching(query, syntax);
            return Bm25Search.Search(searcher, _queryBuilder.BuildTerms(syntax, searcher, feedback ?? []), count, matching is null ? filter : filter?.And(matching) ?? matching);
        });
    }

    public IReadOnlyList<Hit> RescoreByProximity(string query, IReadOnlyList<Hit> hits)
    {
        if (_searcher is not { } searcher || hits.Count == 0) return hits;
        return ErrorTranslation.RunLucene(_folder, () => _queryBuilder.GetContentTerms(ParsedQuery.Parse(query)) is { Count: > 1 } terms ? new ProximityRescorer(searcher, terms).Rescore(hits) : hits);
    }

    public QueryConditions Interpret(string query)
    {
        ParsedQuery syntax = ParsedQuery.Parse(query);
        return new QueryConditions(syntax.Text, ErrorTranslation.RunLucene(_folder, () => FindMatching(query, syntax)));
    }

    public QueryTermMatcher CreateTermMatcher(string query)
    {
        if (_searcher is not { } searcher) return QueryTermMatcher.Empty;
        return ErrorTranslation.RunLucene(_folder, () => _queryBuilder.CreateTermMatcher(ParsedQuery.Parse(query), searcher));
    }

    public void Dispose() => _searcherManager?.Release(_searcher!);

    /// <summary>The chunks that meet the query's conditions; null where it has none. A query is interpreted and then searched, so the last answer is kept.</summary>
    private ChunkFilter? FindMatching(string query, ParsedQuery syntax)
    {
        if (_last is { } last && last.Query == query) return last.Matching;
        ChunkFilter? matching = null;
        if (_queryBuilder.BuildConditions(syntax) is { } conditions)
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
