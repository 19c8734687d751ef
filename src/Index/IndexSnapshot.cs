using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>
/// One state of the whole index, as long as it is held: whatever a search finds in it can be read from it, and every document is there in one version, whatever a writer does
/// meanwhile. For one thread at a time, but for <see cref="SearchWords(string, int, ChunkFilter?)"/> and <see cref="SearchVectors"/>, which may run beside each other.
/// </summary>
/// <remarks>
/// The catalog's state is taken first, so it keeps what the derived indexes, taken after, may still find: a removed document goes only when all of them have passed its removal.
/// A process that only reads may have opened them before that; then they are opened anew.
/// Where the two derived indexes stand at different generations, the later one decides, and the other's hits that were removed in between are left out.
/// </remarks>
public sealed class IndexSnapshot : IDisposable
{
    /// <summary>A commit may fall between taking one part and the next; so many in a row do not.</summary>
    private const int MaxAttempts = 20;

    private readonly CatalogView _catalog;
    private readonly LexicalSnapshot _lexical;
    private readonly VectorSnapshotLease _vectors;
    private readonly ChunkFilter? _removedFromLexical, _removedFromVectors;
    private readonly bool _hasVectors;

    private IndexSnapshot(CatalogView catalog, LexicalSnapshot lexical, VectorSnapshotLease vectors, bool embeds)
    {
        _catalog = catalog;
        _lexical = lexical;
        _vectors = vectors;
        _hasVectors = embeds;
        Generation = embeds ? Math.Max(lexical.Stamp.Generation, vectors.Stamp.Generation) : lexical.Stamp.Generation;
        _removedFromLexical = FindRemoved(lexical.Stamp);
        _removedFromVectors = embeds ? FindRemoved(vectors.Stamp) : null;
    }

    /// <summary>The generation of the catalog that is seen.</summary>
    public long Generation { get; }

    /// <summary>Fingerprint of the model whose vectors are searched; null where there is none.</summary>
    public string? Model => _catalog.Model;

    /// <summary>Documents that are committed and cannot be found yet.</summary>
    public int UncommittedDocuments => _catalog.CountDocumentsAfter(_lexical.Stamp.Generation);

    /// <summary>All collections, in the order in which they were added.</summary>
    public IReadOnlyList<CollectionEntry> GetCollections() => _catalog.GetCollections();

    /// <summary>Returns the chunks that match the words of a query best, by BM25.</summary>
    /// <param name="query">
    /// Words; <c>"words in a row"</c> must occur, <c>-word</c> must not. In a query of more than twelve words, quotes and minus signs are
    /// plain text. Every text is a valid query.
    /// </param>
    /// <param name="count">The most hits to return.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public IReadOnlyList<Hit> SearchWords(string query, int count, ChunkFilter? filter = null)
    {
        ParsedQuery parsed = ParsedQuery.Parse(query);
        return SearchWords(parsed, count, ChunkFilter.Intersect(filter, MatchConditions(parsed)));
    }

    /// <inheritdoc cref="LexicalSnapshot.Search"/>
    internal IReadOnlyList<Hit> SearchWords(
        ParsedQuery query,
        int count,
        ChunkFilter? filter = null,
        IReadOnlyList<FeedbackPassage>? feedback = null) =>
        ExcludeRemoved(_removedFromLexical, count, most => _lexical.Search(query, most, filter, feedback));

    /// <inheritdoc cref="LexicalSnapshot.RescoreByProximity"/>
    internal IReadOnlyList<Hit> RescoreByProximity(ParsedQuery query, IReadOnlyList<Hit> hits) => _lexical.RescoreByProximity(query, hits);

    /// <inheritdoc cref="VectorSnapshot.Search(ReadOnlySpan{float}, int, ChunkFilter?)"/>
    /// <remarks>Finds nothing while nothing is committed that <see cref="Model"/> embedded.</remarks>
    public IReadOnlyList<Hit> SearchVectors(ReadOnlyMemory<float> query, int count, ChunkFilter? filter = null) =>
        _hasVectors ? ExcludeRemoved(_removedFromVectors, count, most => _vectors.Search(query.Span, most, filter)) : [];

    /// <inheritdoc cref="LexicalSnapshot.MatchConditions"/>
    internal ChunkFilter? MatchConditions(ParsedQuery query) => _lexical.MatchConditions(query);

    /// <inheritdoc cref="LexicalSnapshot.CreateTermMatcher"/>
    internal QueryTermMatcher CreateTermMatcher(ParsedQuery query) => _lexical.CreateTermMatcher(query);

    /// <inheritdoc cref="CatalogStore.GetChunks"/>
    public IReadOnlyList<ChunkRow> GetChunks(IReadOnlyList<long> chunkIds) => _catalog.GetChunks(chunkIds);

    /// <summary>Embeddings of chunks under <see cref="Model"/>, by chunk id; those that have none are left out.</summary>
    /// <param name="chunkIds">The chunks.</param>
    public IReadOnlyDictionary<long, float[]> GetEmbeddings(IReadOnlyList<long> chunkIds) => Model is { } model ? _catalog.GetEmbeddings(model, chunkIds) : new Dictionary<long, float[]>();

    /// <summary>The chunks that a search may give, of the documents that meet a filter and are in one of some collections.</summary>
    /// <param name="filter">What a document must be; null for anything.</param>
    /// <param name="collections">Ids of the collections; null for all.</param>
    /// <returns>The chunks; null where that is all.</returns>
    /// <exception cref="FilterException">The filter names a field or a collection that the index does not have.</exception>
    public ChunkFilter? CreateFilter(SearchFilter? filter, IReadOnlyList<long>? collections = null)
    {
        IReadOnlyList<FilterCondition> conditions = filter?.Conditions ?? [];
        return conditions.Count == 0 && collections is null ? null : _catalog.Read(db => new FilterEvaluator(db, Generation, TimeProvider.System).Evaluate(conditions, collections));
    }

    /// <summary>How many chunks have no embedding under a model, and are found by their words alone.</summary>
    /// <param name="model">The model's fingerprint.</param>
    public int CountUnembeddedChunks(string model) => _catalog.CountUnembeddedChunks(model);

    /// <inheritdoc/>
    public void Dispose()
    {
        _vectors.Dispose();
        _lexical.Dispose();
        _catalog.Dispose();
    }

    /// <summary>Takes the parts one after the other until they fit.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="derived">What is derived from it.</param>
    /// <param name="refresh">Looks for what another process has committed.</param>
    internal static IndexSnapshot Take(CatalogStore catalog, DerivedIndexes derived, Action refresh)
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
        CatalogView view = catalog.View();
        VectorSnapshotLease? vectors = null;
        try
        {
            // In the order of DerivedIndexes.Refresh.
            vectors = derived.Vectors.Snapshot();
            return new IndexSnapshot(view, derived.Lexical.Snapshot(), vectors, derived.HasVectorsOf(vectors.Stamp, view.Model));
        }
        catch
        {
            vectors?.Dispose();
            view.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the catalog knows all that derived indexes find. It does not where they are ahead, which may be for good: of a catalog that was restored from a copy, until the next
    /// writer makes them anew. Nor where they are so far behind, in a process that only reads, that documents are gone which they still find.
    /// </summary>
    private bool IsConsistent => Generation <= _catalog.Generation
        && (_hasVectors ? Math.Min(_lexical.Stamp.Generation, _vectors.Stamp.Generation) : _lexical.Stamp.Generation) >= _catalog.RemovalsSince;

    /// <summary>What a derived index finds although it is gone at <see cref="Generation"/>; null for nothing.</summary>
    private ChunkFilter? FindRemoved(DerivedStamp stamp) =>
        stamp.Generation < Generation && _catalog.GetRemovedBetween(stamp.Generation, Generation) is { Count: > 0 } gone ? gone : null;

    private static IReadOnlyList<Hit> ExcludeRemoved(ChunkFilter? removed, int count, Func<int, IReadOnlyList<Hit>> search) =>
        removed is null ? search(count) : [.. search(count + removed.Count).Where(hit => !removed.Contains(hit.ChunkId)).Take(count)];
}
