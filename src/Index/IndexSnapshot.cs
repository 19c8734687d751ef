using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>
/// One state of the whole index, as long as it is held: everything that a search finds in it can be read from it, and
/// every document is present in one version, regardless of concurrent writers. For one thread at a time, except that
/// <see cref="SearchWords(string, int, ChunkFilter?)"/> and <see cref="SearchVectors"/> may run concurrently.
/// </summary>
/// <remarks>
/// The catalog's state is taken first, so that it keeps everything the derived indexes, taken afterwards, may still
/// find: a removed document is purged only after all of them have applied its removal. A process that only reads may
/// have opened them earlier than that; then they are refreshed. If the two derived indexes reflect different
/// generations, the later one decides, and hits of the other that were removed in between are left out.
/// </remarks>
internal sealed class IndexSnapshot : IDisposable
{
    /// <summary>A commit may come between taking one part and the next, but not this many times in a row.</summary>
    private const int MaxAttempts = 20;

    private readonly CatalogSnapshot _catalog;
    private readonly LexicalSnapshot _lexical;
    private readonly VectorSnapshotLease _vectors;
    private readonly ChunkFilter? _removedFromLexical, _removedFromVectors;
    private readonly bool _hasVectors;

    private IndexSnapshot(CatalogSnapshot catalog, LexicalSnapshot lexical, VectorSnapshotLease vectors, bool hasVectors)
    {
        _catalog = catalog;
        _lexical = lexical;
        _vectors = vectors;
        _hasVectors = hasVectors;
        Generation = hasVectors ? Math.Max(lexical.Stamp.Generation, vectors.Stamp.Generation) : lexical.Stamp.Generation;
        _removedFromLexical = FindRemoved(lexical.Stamp);
        _removedFromVectors = hasVectors ? FindRemoved(vectors.Stamp) : null;
    }

    /// <summary>The generation of the catalog that is visible.</summary>
    public long Generation { get; }

    /// <summary>Fingerprint of the model whose vectors are searched; null if there is none.</summary>
    public string? Model => _catalog.Model;

    /// <summary>
    /// The number of documents that are written to the catalog but not yet committed to the derived indexes, so that
    /// they cannot be found.
    /// </summary>
    public int UncommittedDocuments => _catalog.CountDocumentsAfter(_lexical.Stamp.Generation);

    /// <summary>Returns all collections in the order in which they were added.</summary>
    public IReadOnlyList<CollectionEntry> GetCollections() => _catalog.GetCollections();

    /// <summary>Returns the chunks that match the words of a query best, by BM25.</summary>
    /// <param name="query">
    /// Words; <c>"words in a row"</c> must occur, <c>-word</c> must not. In a query of more than twelve words, quotes and minus signs are
    /// plain text. Every text is a valid query.
    /// </param>
    /// <param name="count">The maximum number of hits.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public IReadOnlyList<Hit> SearchWords(string query, int count, ChunkFilter? filter = null)
    {
        ParsedQuery parsed = ParsedQuery.Parse(query);
        return SearchWords(parsed, count, ChunkFilter.Intersect(filter, MatchConditions(parsed)));
    }

    /// <inheritdoc cref="LexicalSnapshot.Search"/>
    public IReadOnlyList<Hit> SearchWords(
        ParsedQuery query,
        int count,
        ChunkFilter? filter = null,
        IReadOnlyList<FeedbackPassage>? feedback = null) =>
        ExcludeRemoved(_removedFromLexical, count, maxCount => _lexical.Search(query, maxCount, filter, feedback));

    /// <inheritdoc cref="VectorSnapshot.Search(ReadOnlySpan{float}, int, ChunkFilter?)"/>
    /// <remarks>Finds nothing until vectors of <see cref="Model"/> are committed.</remarks>
    public IReadOnlyList<Hit> SearchVectors(ReadOnlyMemory<float> query, int count, ChunkFilter? filter = null) =>
        _hasVectors ? ExcludeRemoved(_removedFromVectors, count, maxCount => _vectors.Search(query.Span, maxCount, filter)) : [];

    /// <inheritdoc cref="LexicalSnapshot.MatchConditions"/>
    public ChunkFilter? MatchConditions(ParsedQuery query) => _lexical.MatchConditions(query);

    /// <inheritdoc cref="LexicalSnapshot.CreateTermMatcher"/>
    public QueryTermMatcher CreateTermMatcher(ParsedQuery query) => _lexical.CreateTermMatcher(query);

    /// <inheritdoc cref="CatalogStore.GetChunks"/>
    public IReadOnlyList<ChunkRow> GetChunks(IReadOnlyList<long> chunkIds) => _catalog.GetChunks(chunkIds);

    /// <summary>
    /// Returns the embeddings of chunks under <see cref="Model"/>, by chunk id; chunks without one are left out.
    /// </summary>
    public IReadOnlyDictionary<long, float[]> GetEmbeddings(IReadOnlyList<long> chunkIds) =>
        Model is { } model ? _catalog.GetEmbeddings(model, chunkIds) : new Dictionary<long, float[]>();

    /// <summary>
    /// Returns the chunks that a search may return: those of documents that match a filter and belong to one of the
    /// given collections.
    /// </summary>
    /// <param name="filter">The filter; null matches every document.</param>
    /// <param name="collections">Ids of the collections; null for all.</param>
    /// <returns>The chunks; null means all.</returns>
    /// <exception cref="FilterException">The filter names a field or a collection that the index does not have.</exception>
    public ChunkFilter? CreateFilter(SearchFilter? filter, IReadOnlyList<long>? collections = null)
    {
        IReadOnlyList<FilterCondition> conditions = filter?.Conditions ?? [];
        if (conditions.Count == 0 && collections is null) return null;
        return _catalog.Read(db => new FilterEvaluator(db, Generation, TimeProvider.System).Evaluate(conditions, collections));
    }

    /// <summary>Counts the chunks without an embedding under a model, which can be found by their words only.</summary>
    /// <param name="model">The model's fingerprint.</param>
    public int CountUnembeddedChunks(string model) => _catalog.CountUnembeddedChunks(model);

    public void Dispose()
    {
        _vectors.Dispose();
        _lexical.Dispose();
        _catalog.Dispose();
    }

    /// <summary>Takes the parts one after the other until they are consistent.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="derived">The indexes derived from it.</param>
    /// <param name="refresh">Loads what another process has committed.</param>
    public static IndexSnapshot Take(CatalogStore catalog, DerivedIndexes derived, Action refresh)
    {
        for (int attempt = 1; ; attempt++)
        {
            IndexSnapshot snapshot = TakeOnce(catalog, derived);
            if (snapshot.IsConsistent || attempt == MaxAttempts) return snapshot;
            snapshot.Dispose();
            refresh();
        }
    }

    private static IndexSnapshot TakeOnce(CatalogStore catalog, DerivedIndexes derived)
    {
        CatalogSnapshot state = catalog.OpenSnapshot();
        VectorSnapshotLease? vectors = null;
        try
        {
            // In the order of DerivedIndexes.Refresh.
            vectors = derived.Vectors.Snapshot();
            return new IndexSnapshot(state, derived.Lexical.Snapshot(), vectors, derived.HasVectorsOf(vectors.Stamp, state.Model));
        }
        catch
        {
            vectors?.Dispose();
            state.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the catalog's state covers everything the derived indexes can find. It does not if they are ahead of a
    /// catalog that was restored from a backup (until the next writer rebuilds them), or if they are so far behind,
    /// in a process that only reads, that documents they still find are already purged. Nor does it if vectors are
    /// ahead of words, while another thread refreshes: documents replaced in between would not be found by words.
    /// </summary>
    private bool IsConsistent
    {
        get
        {
            if (_hasVectors && _vectors.Stamp.Generation > _lexical.Stamp.Generation) return false;
            long oldest = _hasVectors ? _vectors.Stamp.Generation : _lexical.Stamp.Generation;
            return Generation <= _catalog.Generation && oldest >= _catalog.RemovalsSince;
        }
    }

    /// <summary>
    /// Returns the chunks that a derived index still finds although they are removed at <see cref="Generation"/>;
    /// null if there are none.
    /// </summary>
    private ChunkFilter? FindRemoved(DerivedStamp stamp)
    {
        if (stamp.Generation >= Generation) return null;
        ChunkFilter removed = _catalog.GetRemovedBetween(stamp.Generation, Generation);
        return removed.Count > 0 ? removed : null;
    }

    private static IReadOnlyList<Hit> ExcludeRemoved(ChunkFilter? removed, int count, Func<int, IReadOnlyList<Hit>> search) =>
        removed is null ? search(count) : [.. search(count + removed.Count).Where(hit => !removed.Contains(hit.ChunkId)).Take(count)];
}
