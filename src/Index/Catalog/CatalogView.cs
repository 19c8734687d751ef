using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>One state of the catalog, held for as long as a search needs it. For one thread at a time.</summary>
internal sealed class CatalogView : IDisposable
{
    private readonly CatalogDatabase _database;
    private readonly CatalogConnection _db;

    public CatalogView(CatalogDatabase database)
    {
        _database = database;
        _db = database.BeginReading();
        try
        {
            // What is read first decides which state is seen.
            Generation = Read(StateTable.Generation);
            RemovalsSince = Read(StateTable.RemovalsSince);
            Model = Read(static db => SettingTable.Get(db, SettingTable.Model));
        }
        catch
        {
            database.Return(_db);
            throw;
        }
    }

    public long Generation { get; }

    /// <inheritdoc cref="StateTable.RemovalsSince"/>
    public long RemovalsSince { get; }

    /// <summary>Fingerprint of the model whose vectors are to be searched.</summary>
    public string? Model { get; }

    public IReadOnlyList<CollectionEntry> Collections() => Read(CollectionTable.All);

    /// <inheritdoc cref="CatalogStore.Chunks"/>
    public IReadOnlyList<ChunkRow> Chunks(IReadOnlyList<long> chunkIds) => Read(db => ChunkTable.Rows(db, chunkIds));

    /// <summary>Embeddings of chunks under a model, by chunk id.</summary>
    public Dictionary<long, float[]> Embeddings(string model, IReadOnlyList<long> chunkIds) => Read(db => EmbeddingTable.Of(db, model, chunkIds));

    /// <summary>The chunks removed after one generation and up to another.</summary>
    public ChunkFilter Removed(long after, long upTo) => Read(db => ChunkFilter.Of(ChunkTable.Ids(db,
        "SELECT c.id FROM documents d JOIN chunks c ON c.document = d.id WHERE d.removed > $1 AND d.removed <= $2", after, upTo)));

    /// <summary>How many documents were committed after <paramref name="generation"/>.</summary>
    public int DocumentsAfter(long generation) => generation >= Generation ? 0 : (int)Read(db => db.Number(
        "SELECT count(*) FROM documents WHERE generation > $1 AND removed IS NULL AND status = $2", generation, (int)DocumentStatus.Indexed));

    /// <summary>How many chunks have no embedding under a model.</summary>
    public int Pending(string model) => (int)Read(db => LiveCounts.Chunks(db) - LiveCounts.Embedded(db, model));

    public T Read<T>(Func<CatalogConnection, T> work) => _database.Attempt(() => work(_db));

    public void Dispose() => _database.Return(_db);
}
