using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// The table of documents: one row per version, at most one of them present for each collection and path. Only a
/// row's modification time and its removal ever change, so a search can still read what it found after a writer has
/// replaced it.
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

    public static bool TryTouch(CatalogConnection db, long collection, string path, DateTime modifiedUtc)
    {
        const string sql = "UPDATE documents SET modified = $1 WHERE collection = $2 AND path = $3 AND removed IS NULL";
        return db.Run(sql, modifiedUtc.Ticks, collection, path) > 0;
    }

    public static List<FileState> GetFileStates(CatalogConnection db, long collection)
    {
        List<FileState> states = [];
        using SqliteDataReader rows = db.Prepare(
            "SELECT path, size, modified, hash, status, reason FROM documents WHERE collection = $1 AND removed IS NULL ORDER BY path",
            collection).ExecuteReader();
        while (rows.Read())
        {
            (string path, long size, DateTime modified) = (rows.GetString(0), rows.GetInt64(1), ToUtc(rows.GetInt64(2)));
            states.Add(new FileState(path, size, modified, rows.GetString(3), (DocumentStatus)rows.GetInt32(4), GetStringOrNull(rows, 5)));
        }
        return states;
    }

    /// <summary>Returns the number of chunks of each document of a collection.</summary>
    public static Dictionary<string, int> GetChunkCounts(CatalogConnection db, long collection)
    {
        Dictionary<string, int> counts = [];
        using SqliteDataReader rows = db.Prepare(
            """
            SELECT d.path, count(*) FROM documents d JOIN chunks c ON c.document = d.id
            WHERE d.collection = $1 AND d.removed IS NULL GROUP BY d.id
            """, collection).ExecuteReader();
        while (rows.Read()) counts[rows.GetString(0)] = rows.GetInt32(1);
        return counts;
    }

    public static int Count(CatalogConnection db, DocumentStatus status) =>
        (int)db.QueryInt64("SELECT count(*) FROM documents WHERE status = $1 AND removed IS NULL", (int)status);

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
        const string sql = "SELECT title, size, modified, hash, status, reason, fields, gaps, places FROM documents WHERE id = $1";
        using SqliteDataReader row = db.Prepare(sql, document).ExecuteReader();
        row.Read();
        return new DocumentEntry(
            path,
            row.GetString(0),
            row.GetInt64(1),
            ToUtc(row.GetInt64(2)),
            row.GetString(3),
            (DocumentStatus)row.GetInt32(4),
            GetStringOrNull(row, 5),
            FieldJson.Parse(row.GetString(6)),
            chunks)
        {
            Gaps = GetStringOrNull(row, 7),
            Places = GetStringOrNull(row, 8),
        };
    }

    /// <summary>Marks a document as removed. Its row stays for the searches that began before.</summary>
    private static void MarkRemoved(CatalogConnection db, long document, long generation)
    {
        MaintainedCounts.RemoveDocument(db, document);
        db.Run("UPDATE documents SET removed = $1 WHERE id = $2", generation, document);
    }

    private static long? Find(CatalogConnection db, long collection, string path)
    {
        const string sql = "SELECT id FROM documents WHERE collection = $1 AND path = $2 AND removed IS NULL";
        return db.QueryInt64(sql, collection, path) is > 0 and long id ? id : null;
    }

    private static string? GetStringOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTime ToUtc(long ticks) => new(ticks, DateTimeKind.Utc);
}
