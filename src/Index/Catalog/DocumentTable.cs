using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// Documents: one row for each version, of which one at most is there under a collection and path. A row is never changed but for its time of modification and its removal,
/// so a search reads what it found although a writer has replaced it meanwhile.
/// </summary>
internal static class DocumentTable
{
    public static long Put(CatalogConnection db, long collection, DocumentEntry entry)
    {
        long generation = StateTable.AdvanceGeneration(db);
        if (Find(db, collection, entry.Path) is long older) MarkRemoved(db, older, generation);
        long document = db.QueryInt64(
            """
            INSERT INTO documents (collection, path, title, size, modified, hash, status, reason, fields, generation, gaps, places)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id
            """,
            collection, entry.Path, entry.Title, entry.Size, entry.ModifiedUtc.Ticks, entry.ContentHash, (int)entry.Status, entry.Reason,
            FieldJson.Serialize(entry.Fields), generation, entry.Gaps, entry.Places);
        FieldTable.Add(db, document, entry.Fields);
        ChunkTable.Add(db, document, entry.Chunks, generation);
        MaintainedCounts.AddDocument(db, document);
        return document;
    }

    public static bool TryRemove(CatalogConnection db, long collection, string path)
    {
        if (Find(db, collection, path) is not long document) return false;
        MarkRemoved(db, document, StateTable.AdvanceGeneration(db));
        return true;
    }

    public static bool TryTouch(CatalogConnection db, long collection, string path, DateTime modifiedUtc) =>
        db.Run("UPDATE documents SET modified = $1 WHERE collection = $2 AND path = $3 AND removed IS NULL", modifiedUtc.Ticks, collection, path) > 0;

    public static List<FileState> GetFileStates(CatalogConnection db, long collection)
    {
        List<FileState> states = [];
        using SqliteDataReader rows = db.Prepare(
            "SELECT path, size, modified, hash, status, reason FROM documents WHERE collection = $1 AND removed IS NULL ORDER BY path", collection).ExecuteReader();
        while (rows.Read())
            states.Add(new FileState(rows.GetString(0), rows.GetInt64(1), ToUtc(rows.GetInt64(2)), rows.GetString(3), (DocumentStatus)rows.GetInt32(4), rows.IsDBNull(5) ? null : rows.GetString(5)));
        return states;
    }

    /// <summary>How many chunks each document of a collection has.</summary>
    public static Dictionary<string, int> GetChunkCounts(CatalogConnection db, long collection)
    {
        Dictionary<string, int> counts = [];
        using SqliteDataReader rows = db.Prepare(
            "SELECT d.path, count(*) FROM documents d JOIN chunks c ON c.document = d.id WHERE d.collection = $1 AND d.removed IS NULL GROUP BY d.id", collection).ExecuteReader();
        while (rows.Read()) counts[rows.GetString(0)] = rows.GetInt32(1);
        return counts;
    }

    public static int RemoveAll(CatalogConnection db, long collection)
    {
        long[] documents = [.. ChunkTable.QueryIds(db, "SELECT id FROM documents WHERE collection = $1 AND removed IS NULL", collection)];
        if (documents.Length == 0) return 0;
        long generation = StateTable.AdvanceGeneration(db);
        foreach (long document in documents) MarkRemoved(db, document, generation);
        return documents.Length;
    }

    public static bool Has(CatalogConnection db, long collection, string path) => Find(db, collection, path) is not null;

    public static DocumentEntry? Get(CatalogConnection db, long collection, string path)
    {
        if (Find(db, collection, path) is not long document) return null;
        List<ChunkEntry> chunks = ChunkTable.GetByDocument(db, document);
        using SqliteDataReader row = db.Prepare("SELECT title, size, modified, hash, status, reason, fields, gaps, places FROM documents WHERE id = $1", document).ExecuteReader();
        row.Read();
        return new DocumentEntry(path, row.GetString(0), row.GetInt64(1), ToUtc(row.GetInt64(2)), row.GetString(3), (DocumentStatus)row.GetInt32(4),
            row.IsDBNull(5) ? null : row.GetString(5), FieldJson.Parse(row.GetString(6)), chunks)
        {
            Gaps = row.IsDBNull(7) ? null : row.GetString(7),
            Places = row.IsDBNull(8) ? null : row.GetString(8),
        };
    }

    /// <summary>Takes a document out, but leaves it to the searches that began before.</summary>
    private static void MarkRemoved(CatalogConnection db, long document, long generation)
    {
        MaintainedCounts.RemoveDocument(db, document);
        db.Run("UPDATE documents SET removed = $1 WHERE id = $2", generation, document);
    }

    private static long? Find(CatalogConnection db, long collection, string path) =>
        db.QueryInt64("SELECT id FROM documents WHERE collection = $1 AND path = $2 AND removed IS NULL", collection, path) is > 0 and long id ? id : null;

    private static DateTime ToUtc(long ticks) => new(ticks, DateTimeKind.Utc);
}
