using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>Documents: one row each, under its collection and path.</summary>
internal static class DocumentTable
{
    public static long Put(CatalogConnection db, long collection, DocumentEntry entry)
    {
        long generation = StateTable.Advance(db);
        if (Find(db, collection, entry.Path) is long older) ChunkTable.Remove(db, older, generation);
        long document = db.Number(
            """
            INSERT INTO documents (collection, path, title, size, modified, hash, status, reason, fields, generation)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (collection, path) DO UPDATE SET title = excluded.title, size = excluded.size, modified = excluded.modified, hash = excluded.hash,
                status = excluded.status, reason = excluded.reason, fields = excluded.fields, generation = excluded.generation
            RETURNING id
            """,
            collection, entry.Path, entry.Title, entry.Size, entry.ModifiedUtc.Ticks, entry.ContentHash, (int)entry.Status, entry.Reason,
            FieldJson.Write(entry.Fields), generation);
        ChunkTable.Add(db, document, entry.Chunks, generation);
        return document;
    }

    public static bool Remove(CatalogConnection db, long collection, string path)
    {
        if (Find(db, collection, path) is not long document) return false;
        ChunkTable.Remove(db, document, StateTable.Advance(db));
        db.Run("DELETE FROM documents WHERE id = $1", document);
        return true;
    }

    /// <summary>Gives a document another path. Its chunks and their ids stay as they are; a document that was at the new path is gone.</summary>
    public static bool Move(CatalogConnection db, long collection, string from, string to)
    {
        if (Find(db, collection, from) is not long document || from == to) return false;
        Remove(db, collection, to);
        db.Run("UPDATE documents SET path = $1 WHERE id = $2", to, document);
        return true;
    }

    public static bool Touch(CatalogConnection db, long collection, string path, DateTime modifiedUtc) =>
        db.Run("UPDATE documents SET modified = $1 WHERE collection = $2 AND path = $3", modifiedUtc.Ticks, collection, path) > 0;

    public static List<FileState> States(CatalogConnection db, long collection)
    {
        List<FileState> states = [];
        using SqliteDataReader rows = db.Command(
            "SELECT path, size, modified, hash, status FROM documents WHERE collection = $1 ORDER BY path", collection).ExecuteReader();
        while (rows.Read())
            states.Add(new FileState(rows.GetString(0), rows.GetInt64(1), Time(rows.GetInt64(2)), rows.GetString(3), (DocumentStatus)rows.GetInt32(4)));
        return states;
    }

    public static DocumentEntry? Get(CatalogConnection db, long collection, string path)
    {
        if (Find(db, collection, path) is not long document) return null;
        List<ChunkEntry> chunks = ChunkTable.Of(db, document);
        using SqliteDataReader row = db.Command("SELECT title, size, modified, hash, status, reason, fields FROM documents WHERE id = $1", document).ExecuteReader();
        row.Read();
        return new DocumentEntry(path, row.GetString(0), row.GetInt64(1), Time(row.GetInt64(2)), row.GetString(3), (DocumentStatus)row.GetInt32(4),
            row.IsDBNull(5) ? null : row.GetString(5), FieldJson.Read(row.GetString(6)), chunks);
    }

    private static long? Find(CatalogConnection db, long collection, string path) =>
        db.Number("SELECT id FROM documents WHERE collection = $1 AND path = $2", collection, path) is > 0 and long id ? id : null;

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);
}
