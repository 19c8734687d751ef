using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>The table of chunks.</summary>
internal static class ChunkTable
{
    public static void Add(CatalogConnection db, long document, IReadOnlyList<ChunkEntry> chunks, long generation)
    {
        const string sql =
            """
            INSERT INTO chunks (document, ordinal, start, "end", line, heading, text, key, generation, place)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
        for (int ordinal = 0; ordinal < chunks.Count; ordinal++)
        {
            ChunkEntry chunk = chunks[ordinal];
            db.Run(
                sql,
                document,
                ordinal,
                chunk.Start,
                chunk.End,
                chunk.Line,
                chunk.Heading,
                chunk.Text,
                chunk.EmbeddingKey,
                generation,
                chunk.Place);
        }
    }

    public static List<ChunkEntry> GetByDocument(CatalogConnection db, long document)
    {
        const string sql = """SELECT start, "end", line, heading, text, key, place FROM chunks WHERE document = $1 ORDER BY ordinal""";
        List<ChunkEntry> chunks = [];
        using SqliteDataReader rows = db.Prepare(sql, document).ExecuteReader();
        while (rows.Read())
        {
            (int start, int end, int line) = (rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2));
            ChunkEntry chunk = new(start, end, line, rows.GetString(3), rows.GetString(4), rows.GetString(5));
            chunks.Add(chunk with { Place = rows.GetString(6) });
        }
        return chunks;
    }

    public static List<ChunkRow> GetRows(CatalogConnection db, IReadOnlyList<long> ids)
    {
        List<ChunkRow> found = new(ids.Count);
        Dictionary<long, CollectionEntry> collections = CollectionTable.GetAll(db).ToDictionary(collection => collection.Id);
        foreach (long id in ids)
        {
            using SqliteDataReader row = db.Prepare(
                """
                SELECT d.collection, d.path, d.hash, d.title, c.heading, c.line, c.start, c."end", c.text, c.place
                FROM chunks c JOIN documents d ON d.id = c.document WHERE c.id = $1
                """, id).ExecuteReader();
            if (row.Read()) found.Add(ReadRow(row, id, collections));
        }
        return found;
    }

    /// <summary>Enumerates the chunks of all documents from one id to another.</summary>
    public static IEnumerable<(long Document, long Id)> GetIdsByDocument(CatalogConnection db, long firstDocument, long lastDocument)
    {
        using SqliteDataReader rows = db.Prepare(
            "SELECT document, id FROM chunks WHERE document BETWEEN $1 AND $2", firstDocument, lastDocument).ExecuteReader();
        while (rows.Read()) yield return (rows.GetInt64(0), rows.GetInt64(1));
    }

    /// <summary>
    /// Returns the first and last chunk of all documents from one id to another; null if chunks of other documents
    /// come between, or there are none. Much faster than reading every id.
    /// </summary>
    public static (long First, long Last)? GetContiguousRange(CatalogConnection db, long firstDocument, long lastDocument)
    {
        using SqliteDataReader row = db.Prepare(
            "SELECT min(id), max(id), count(*) FROM chunks WHERE document BETWEEN $1 AND $2", firstDocument, lastDocument).ExecuteReader();
        if (!row.Read() || row.GetInt64(2) is not (> 0 and long count)) return null;
        (long first, long last) = (row.GetInt64(0), row.GetInt64(1));
        return last - first + 1 == count ? (first, last) : null;
    }

    /// <summary>Enumerates the first column of a query.</summary>
    public static IEnumerable<long> QueryIds(CatalogConnection db, string sql, params object?[] values)
    {
        using SqliteDataReader rows = db.Prepare(sql, values).ExecuteReader();
        while (rows.Read()) yield return rows.GetInt64(0);
    }

    private static ChunkRow ReadRow(SqliteDataReader row, long id, Dictionary<long, CollectionEntry> collections)
    {
        string path = row.GetString(1);
        return new ChunkRow(
            id,
            collections[row.GetInt64(0)],
            path,
            row.GetString(2),
            DocumentTitle.For(row.GetString(3), path),
            row.GetString(4),
            row.GetInt32(5),
            row.GetInt32(6),
            row.GetInt32(7),
            row.GetString(8),
            row.GetString(9));
    }
}
