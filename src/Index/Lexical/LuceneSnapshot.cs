using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>One commit of a Lucene index, held by its searcher; without a searcher, an index with nothing in it.</summary>
internal sealed class LuceneSnapshot : ILexicalSnapshot
{
    private readonly string _folder;
    private readonly SearcherManager? _searchers;
    private readonly LiveSearcher? _searcher;
    private readonly LexicalQuery _queries;

    public LuceneSnapshot(string folder, SearcherManager? searchers, LexicalQuery queries)
    {
        _folder = folder;
        _searchers = searchers;
        _queries = queries;
        _searcher = (LiveSearcher?)searchers?.Acquire();
    }

    public DerivedStamp Stamp => _searcher is null ? default : LuceneWriter.Stamp(((DirectoryReader)_searcher.IndexReader).IndexCommit.UserData);

    public int Count => _searcher?.IndexReader.NumDocs ?? 0;

    public IReadOnlyList<Hit> Search(string query, int count, ChunkFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_searcher is not { } searcher || count == 0) return [];
        return LuceneFaults.Guard<IReadOnlyList<Hit>>(_folder, () =>
        {
            if (_queries.Build(query, searcher) is not { } built) return [];
            ChunkCollector collector = new(count);
            searcher.Search(built, filter is null ? null : new BitmapFilter(filter), collector);
            return collector.Drain();
        });
    }

    public QueryConditions Interpret(string query)
    {
        QuerySyntax syntax = QuerySyntax.Parse(query);
        if (_queries.Conditions(syntax) is not { } conditions) return new QueryConditions(syntax.Text, null);
        ChunkIdCollector collector = new();
        if (_searcher is { } searcher)
        {
            LuceneFaults.Guard(_folder, () =>
            {
                searcher.Search(conditions, collector);
                return true;
            });
        }
        return new QueryConditions(syntax.Text, collector.ToFilter());
    }

    public void Dispose() => _searchers?.Release(_searcher!);
}
