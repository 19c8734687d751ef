using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// The tables of models and embeddings. An embedding is identified by the key of its text and its model, and never
/// changes.
/// </summary>
internal static class EmbeddingTable
{
    public static int Put(CatalogConnection db, string model, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<float>>> embeddings)
    {
        if (embeddings.Count == 0) return 0;
        const string sql = "INSERT INTO embeddings (key, model, generation, vector) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        long modelId = GetOrAddModel(db, model, embeddings[0].Value.Length);
        long generation = StateTable.AdvanceGeneration(db);
        int added = 0;
        foreach ((string key, ReadOnlyMemory<float> vector) in embeddings)
        {
            if (db.Run(sql, key, modelId, generation, MemoryMarshal.AsBytes(vector.Span).ToArray()) == 0) continue;
            MaintainedCounts.AddEmbedding(db, modelId, key);
            added++;
        }
        return added;
    }

    public static List<UnembeddedChunk> GetUnembeddedChunks(CatalogConnection db, string model, int count, long after)
    {
        List<UnembeddedChunk> chunks = [];
        if (MaintainedCounts.GetEmbeddedCount(db, model) == MaintainedCounts.GetChunkCount(db)) return chunks;
        HashSet<string> keys = [];
        using SqliteDataReader rows = db.Prepare(
            """
            SELECT c.id, d.title, c.heading, c.text, c.key FROM chunks c JOIN documents d ON d.id = c.document
            WHERE c.id > $1 AND d.removed IS NULL AND NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.key = c.key AND e.model = $2)
            ORDER BY c.id
            """, after, GetModelId(db, model)).ExecuteReader();
        while (chunks.Count < count && rows.Read())
        {
            string key = rows.GetString(4);
            if (!keys.Add(key)) continue;
            chunks.Add(new UnembeddedChunk(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), key));
        }
        return chunks;
    }

    /// <summary>Returns the embeddings of chunks by chunk id; chunks without one are left out.</summary>
    public static Dictionary<long, float[]> GetByChunk(CatalogConnection db, string model, IReadOnlyList<long> chunkIds)
    {
        const string sql = "SELECT e.vector FROM chunks c JOIN embeddings e ON e.key = c.key WHERE c.id = $1 AND e.model = $2";
        long modelId = GetModelId(db, model);
        Dictionary<long, float[]> found = [];
        foreach (long id in chunkIds)
        {
            using SqliteDataReader row = db.Prepare(sql, id, modelId).ExecuteReader();
            if (row.Read()) found[id] = MemoryMarshal.Cast<byte, float>((byte[])row.GetValue(0)).ToArray();
        }
        return found;
    }

    /// <summary>Returns the model's id; 0, which no row has, if nothing was embedded with it.</summary>
    public static long GetModelId(CatalogConnection db, string model) =>
        db.QueryInt64("SELECT id FROM models WHERE fingerprint = $1", model);

    public static int GetDimensions(CatalogConnection db, string model) =>
        (int)db.QueryInt64("SELECT dimensions FROM models WHERE fingerprint = $1", model);

    private static long GetOrAddModel(CatalogConnection db, string model, int dimensions)
    {
        long id = GetModelId(db, model);
        return id != 0 ? id : db.QueryInt64("INSERT INTO models (fingerprint, dimensions) VALUES ($1, $2) RETURNING id", model, dimensions);
    }
}
