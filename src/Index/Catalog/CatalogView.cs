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
        _db = database.BeginRead();
        try
        {
            // What is read first decides which state is seen.
            Generation = Read(StateTable.GetGeneration);
            RemovalsSince = Read(StateTable.GetRemovalsSince);
            Model = Read(static db => SettingTable.Get(db, SettingTable.ModelName));
        }
        catch
        {
            database.Return(_db);
            throw;
        }
    }

    public long Generation { get; }

    /// <inheritdoc cref="StateTable.GetRemovalsSince"/>
    public long RemovalsSince { get; }

    /// <summary>Fingerprint of the model whose vectors are to be searched.</summary>
    public string? Model { get; }

    public IReadOnlyList<CollectionEntry> GetCollections() => Read(CollectionTable.GetAll);

    /// <inheritdoc cref="CatalogStore.GetChunks"/>
    public IReadOnlyList<ChunkRow> GetChunks(IReadOnlyList<long> chunkIds) => Read(db => ChunkTable.GetRows(db, chunkIds));

    /// <summary>Embeddings of chunks under a model, by chunk id.</summary>
    public Dictionary<long, float[]> GetEmbeddings(string model, IReadOnlyList<long> chunkIds) => Read(db => EmbeddingTable.GetByChunk(db, model, chunkIds));

    /// <summary>The chunks removed after one generation and up to another.</summary>
    public ChunkFilter GetRemovedBetween(long after, long upTo) => Read(db => ChunkFilter.FromIds(ChunkTable.QueryIds(db,
        "SELECT c.id FROM documents d JOIN chunks c ON c.document = d.id WHERE d.removed > $1 AND d.removed <= $2", after, upTo)));

    /// <summary>How many documents were committed after <paramref name="generation"/>.</summary>
    public int CountDocumentsAfter(long generation) => generation >= Generation ? 0 : (int)Read(db => db.QueryInt64(
        "SELECT count(*) FROM documents WHERE generation > $1 AND removed IS NULL AND status = $2", generation, (int)DocumentStatus.Indexed));

    /// <summary>How many chunks have no embedding under a model.</summary>
    public int CountUnembeddedChunks(string model) => (int)Read(db => MaintainedCounts.GetChunkCount(db) - MaintainedCounts.Embedded(db, model));

    public T Read<T>(Func<CatalogConnection, T> work) => _database.Attempt(() => work(_db));

    public void Dispose() => _database.Return(_db);
}
