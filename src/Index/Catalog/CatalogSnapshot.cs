using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>One state of the catalog, from which derived indexes catch up: what was added and removed after a generation.</summary>
internal sealed class CatalogSnapshot
{
    private readonly CatalogConnection _db;

    /// <summary>Looks at the state that <paramref name="db"/>'s open transaction sees.</summary>
    public CatalogSnapshot(CatalogConnection db)
    {
        _db = db;
        Generation = StateTable.GetGeneration(db);
    }

    public long Generation { get; }

    /// <summary>Whether the removals since <paramref name="generation"/> are all known, and the generation is not of a future that was lost.</summary>
    public bool CanCatchUpFrom(long generation) => generation <= Generation && generation >= StateTable.GetRemovalsSince(_db);

    public IEnumerable<long> GetRemovedChunks(long after) => ChunkTable.QueryIds(_db, "SELECT c.id FROM documents d JOIN chunks c ON c.document = d.id WHERE d.removed > $1 ORDER BY c.id", after);

    public IEnumerable<ChunkWords> GetChunkWords(long after)
    {
        using SqliteDataReader rows = _db.Prepare(
            "SELECT c.id, d.title, d.path, c.heading, c.text FROM chunks c JOIN documents d ON d.id = c.document WHERE c.generation > $1 AND d.removed IS NULL ORDER BY c.id", after).ExecuteReader();
        while (rows.Read()) yield return new ChunkWords(rows.GetInt64(0), DocumentTitle.For(rows.GetString(1), rows.GetString(2)), rows.GetString(3), rows.GetString(4));
    }

    /// <summary>The chunks that have an embedding under <paramref name="model"/> and did not have it, or were not there, at generation <paramref name="after"/>.</summary>
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

    private IEnumerable<ChunkVector> ReadVectors(List<(long Chunk, long Embedding)> ids)
    {
        foreach ((long chunk, long embedding) in ids)
        {
            byte[] vector = (byte[])_db.Prepare("SELECT vector FROM embeddings WHERE id = $1", embedding).ExecuteScalar()!;
            yield return new ChunkVector(chunk, MemoryMarshal.Cast<byte, float>(vector).ToArray());
        }
    }
}
