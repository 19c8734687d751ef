using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// One state of the catalog, held as long as a search or an update of the derived indexes needs it. For one thread at a time.
/// </summary>
internal sealed class CatalogSnapshot : IDisposable
{
    private readonly CatalogDatabase _database;
    private readonly CatalogConnection _db;

    public CatalogSnapshot(CatalogDatabase database)
    {
        _database = database;
        _db = database.BeginRead();
        try
        {
            // The first read fixes the state that the transaction sees.
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

    /// <summary>Fingerprint of the model whose vectors are searched.</summary>
    public string? Model { get; }

    /// <summary>
    /// Returns whether all removals since <paramref name="generation"/> are recorded, and the generation is not ahead
    /// of the catalog, as after it was restored from a backup.
    /// </summary>
    public bool CanCatchUpFrom(long generation) => generation <= Generation && generation >= RemovalsSince;

    public IReadOnlyList<CollectionEntry> GetCollections() => Read(CollectionTable.GetAll);

    /// <inheritdoc cref="CatalogStore.GetChunks"/>
    public IReadOnlyList<ChunkRow> GetChunks(IReadOnlyList<long> chunkIds) => Read(db => ChunkTable.GetRows(db, chunkIds));

    /// <summary>Returns the embeddings of chunks under a model, by chunk id.</summary>
    public Dictionary<long, float[]> GetEmbeddings(string model, IReadOnlyList<long> chunkIds) =>
        Read(db => EmbeddingTable.GetByChunk(db, model, chunkIds));

    /// <summary>Counts the indexed documents that were written after <paramref name="generation"/>.</summary>
    public int CountDocumentsAfter(long generation)
    {
        if (generation >= Generation) return 0;
        const string sql = "SELECT count(*) FROM documents WHERE generation > $1 AND removed IS NULL AND status = $2";
        return (int)Read(db => db.QueryInt64(sql, generation, (int)DocumentStatus.Indexed));
    }

    /// <summary>Counts the chunks without an embedding under a model.</summary>
    public int CountUnembeddedChunks(string model) =>
        (int)Read(db => MaintainedCounts.GetChunkCount(db) - MaintainedCounts.GetEmbeddedCount(db, model));

    /// <summary>Returns the chunks removed after one generation and up to another.</summary>
    public ChunkFilter GetRemovedBetween(long after, long upTo) => Read(db => ChunkFilter.FromIds(ChunkTable.QueryIds(db,
        "SELECT c.id FROM documents d JOIN chunks c ON c.document = d.id WHERE d.removed > $1 AND d.removed <= $2", after, upTo)));

    /// <summary>Enumerates the chunks removed after a generation.</summary>
    public IEnumerable<long> GetRemovedChunks(long after) => ChunkTable.QueryIds(_db,
        "SELECT c.id FROM documents d JOIN chunks c ON c.document = d.id WHERE d.removed > $1 ORDER BY c.id", after);

    /// <summary>Enumerates the text of the chunks added after a generation.</summary>
    public IEnumerable<ChunkWords> GetChunkWords(long after)
    {
        using SqliteDataReader rows = _db.Prepare(
            """
            SELECT c.id, d.title, d.path, c.heading, c.text FROM chunks c JOIN documents d ON d.id = c.document
            WHERE c.generation > $1 AND d.removed IS NULL ORDER BY c.id
            """, after).ExecuteReader();
        while (rows.Read())
        {
            string title = DocumentTitle.For(rows.GetString(1), rows.GetString(2));
            yield return new ChunkWords(rows.GetInt64(0), title, rows.GetString(3), rows.GetString(4));
        }
    }

    /// <summary>
    /// Returns the embeddings under <paramref name="model"/> of chunks that did not have one, or did not exist, at
    /// generation <paramref name="after"/>.
    /// </summary>
    public ChunkVectors GetChunkVectors(string model, long after)
    {
        List<(long Chunk, long Embedding)> ids = [];
        long modelId = EmbeddingTable.GetModelId(_db, model);
        using (SqliteDataReader rows = _db.Prepare(
            """
            SELECT c.id, e.id FROM chunks c JOIN documents d ON d.id = c.document JOIN embeddings e ON e.key = c.key AND e.model = $1
                WHERE c.generation > $2 AND d.removed IS NULL
            UNION
            SELECT c.id, e.id FROM embeddings e JOIN chunks c ON c.key = e.key JOIN documents d ON d.id = c.document
                WHERE e.model = $1 AND e.generation > $2 AND d.removed IS NULL
            ORDER BY 1
            """, modelId, after).ExecuteReader())
        {
            while (rows.Read()) ids.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }
        return new ChunkVectors(EmbeddingTable.GetDimensions(_db, model), ids.Count, ReadVectors(ids));
    }

    public T Read<T>(Func<CatalogConnection, T> work) => _database.ReadOn(_db, work);

    public void Dispose() => _database.Return(_db);

    private IEnumerable<ChunkVector> ReadVectors(List<(long Chunk, long Embedding)> ids)
    {
        foreach ((long chunk, long embedding) in ids)
        {
            byte[] vector = (byte[])_db.Prepare("SELECT vector FROM embeddings WHERE id = $1", embedding).ExecuteScalar()!;
            yield return new ChunkVector(chunk, MemoryMarshal.Cast<byte, float>(vector).ToArray());
        }
    }
}
