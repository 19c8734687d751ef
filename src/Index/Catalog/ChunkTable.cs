using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>Chunks: the passages of documents, and the ids of those that are gone.</summary>
internal static class ChunkTable
{
    public static void Add(CatalogConnection db, long document, IReadOnlyList<ChunkEntry> chunks, long generation)
    {
        for (int ordinal = 0; ordinal < chunks.Count; ordinal++)
        {
            ChunkEntry chunk = chunks[ordinal];
            db.Run(
                """INSERT INTO chunks (document, ordinal, start, "end", line, heading, text, key, generation, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                document, ordinal, chunk.Start, chunk.End, chunk.Line, chunk.Heading, chunk.Text, chunk.EmbeddingKey, generation, chunk.Place);
        }
    }

    public static List<ChunkEntry> GetByDocument(CatalogConnection db, long document)
    {
        List<ChunkEntry> chunks = [];
        using SqliteDataReader rows = db.Prepare(
            """SELECT start, "end", line, heading, text, key, place FROM chunks WHERE document = $1 ORDER BY ordinal""", document).ExecuteReader();
        while (rows.Read())
            chunks.Add(new ChunkEntry(rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetString(3), rows.GetString(4), rows.GetString(5)) { Place = rows.GetString(6) });
        return chunks;
    }

    public static List<ChunkRow> GetRows(CatalogConnection db, IReadOnlyList<long> ids)
    {
        List<ChunkRow> found = new(ids.Count);
        Dictionary<long, CollectionEntry> collections = [];
        foreach (CollectionEntry collection in CollectionTable.GetAll(db)) collections.Add(collection.Id, collection);
        foreach (long id in ids)
        {
            using SqliteDataReader row = db.Prepare(
                """
                SELECT d.collection, d.path, d.hash, d.title, c.heading, c.line, c.start, c."end", c.text, c.place
                FROM chunks c JOIN documents d ON d.id = c.document WHERE c.id = $1
                """, id).ExecuteReader();
            if (!row.Read()) continue;
            found.Add(new ChunkRow(id, collections[row.GetInt64(0)], row.GetString(1), row.GetString(2), DocumentTitle.For(row.GetString(3), row.GetString(1)), row.GetString(4),
                row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetString(8), row.GetString(9)));
        }
        return found;
    }

    /// <summary>The chunks of all documents from one id to another.</summary>
    public static IEnumerable<(long Document, long Id)> GetIdsByDocument(CatalogConnection db, long firstDocument, long lastDocument)
    {
        using SqliteDataReader rows = db.Prepare("SELECT document, id FROM chunks WHERE document BETWEEN $1 AND $2", firstDocument, lastDocument).ExecuteReader();
        while (rows.Read()) yield return (rows.GetInt64(0), rows.GetInt64(1));
    }

    /// <summary>The first and last chunk of all documents from one id to another; null where others lie between, or there are none. Far quicker than to read them.</summary>
    public static (long First, long Last)? GetContiguousRange(CatalogConnection db, long firstDocument, long lastDocument)
    {
        using SqliteDataReader row = db.Prepare("SELECT min(id), max(id), count(*) FROM chunks WHERE document BETWEEN $1 AND $2", firstDocument, lastDocument).ExecuteReader();
        return row.Read() && row.GetInt64(2) is > 0 and long count && row.GetInt64(1) - row.GetInt64(0) + 1 == count ? (row.GetInt64(0), row.GetInt64(1)) : null;
    }

    /// <summary>The chunks of a collection that are there at a generation.</summary>
    public static ChunkFilter OfCollection(CatalogConnection db, long collection, long generation) => ChunkFilter.FromIds(QueryIds(db,
        """
        SELECT c.id FROM documents d JOIN chunks c ON c.document = d.id
        WHERE d.collection = $1 AND d.generation <= $2 AND (d.removed IS NULL OR d.removed > $2)
        """, collection, generation));

    /// <summary>The first column of every row.</summary>
    public static IEnumerable<long> QueryIds(CatalogConnection db, string sql, params object?[] values)
    {
        using SqliteDataReader rows = db.Prepare(sql, values).ExecuteReader();
        while (rows.Read()) yield return rows.GetInt64(0);
    }
}
