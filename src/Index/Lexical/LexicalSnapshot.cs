using Lucene.Net.Search;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Lexical;

/// <summary>One commit of the lexical index, which does not change while the index moves on. Safe for many threads.</summary>
internal sealed class LexicalSnapshot : IDisposable
{
    private readonly string _folder;
    private readonly SearcherManager? _searcherManager;
    private readonly LiveSearcher? _searcher;
    private readonly LexicalQueryBuilder _queryBuilder;

    /// <param name="folder">The folder of the index, for messages.</param>
    /// <param name="searcherManager">Provides the searcher of the commit; null for an index without a commit.</param>
    /// <param name="queryBuilder">Builds queries.</param>
    public LexicalSnapshot(string folder, SearcherManager? searcherManager, LexicalQueryBuilder queryBuilder)
    {
        _folder = folder;
        _searcherManager = searcherManager;
        _queryBuilder = queryBuilder;
        _searcher = (LiveSearcher?)searcherManager?.Acquire();
        Stamp = _searcher is null ? default : LuceneWriter.ReadStamp(_searcher.CommitData);
    }

    /// <summary>The state of the catalog that the commit reflects.</summary>
    public DerivedStamp Stamp { get; }

    /// <summary>The number of searchable chunks.</summary>
    public int Count => _searcher?.IndexReader.NumDocs ?? 0;

    /// <summary>Returns the chunks with the highest BM25 scores.</summary>
    /// <param name="query">
    /// The query. Its phrases are scored as words; to require them, pass the chunks of <see cref="MatchConditions"/>.
    /// </param>
    /// <param name="count">The maximum number of hits.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <param name="feedback">
    /// Passages found by a first search, whose most characteristic terms expand the query; scores are then on another scale. Null
    /// for none.
    /// </param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public IReadOnlyList<Hit> Search(
        ParsedQuery query,
        int count,
        ChunkFilter? filter = null,
        IReadOnlyList<FeedbackPassage>? feedback = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_searcher is not { } searcher || count == 0) return [];
        return ErrorTranslation.RunLucene(_folder, () =>
            Bm25Search.Search(searcher, _queryBuilder.BuildTerms(query, searcher, feedback ?? []), count, filter));
    }

    /// <summary>
    /// Returns the chunks that contain every phrase of a query and nothing that it excludes; null if it has neither.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public ChunkFilter? MatchConditions(ParsedQuery query) => ErrorTranslation.RunLucene(_folder, () =>
    {
        if (_queryBuilder.BuildConditions(query) is not { } conditions) return null;
        ChunkIdCollector collector = new();
        _searcher?.Search(conditions, collector);
        return collector.ToFilter();
    });

    /// <summary>Creates a matcher that finds the words of a query in texts.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public QueryTermMatcher CreateTermMatcher(ParsedQuery query)
    {
        if (_searcher is not { } searcher) return QueryTermMatcher.Empty;
        return ErrorTranslation.RunLucene(_folder, () => _queryBuilder.CreateTermMatcher(query, searcher));
    }

    public void Dispose() => _searcherManager?.Release(_searcher!);
}
