namespace SearchEngine.Index.Catalog;

/// <summary>
/// The number of chunks, and the number of chunks that each model has embedded. They are kept up to date, because
/// counting a million rows takes longer than a query.
/// </summary>
internal static class MaintainedCounts
{
    private const string ChunksSql = "(SELECT count(*) FROM chunks c JOIN documents d ON d.id = c.document WHERE d.removed IS NULL)";
    private const string EmbeddedSql =
        """
        (SELECT count(*) FROM chunks c JOIN documents d ON d.id = c.document JOIN embeddings e ON e.key = c.key AND e.model = models.id
            WHERE d.removed IS NULL)
        """;

    public static long GetChunkCount(CatalogConnection db) => db.QueryInt64("SELECT chunks FROM state");

    public static long GetEmbeddedCount(CatalogConnection db, string? model) =>
        model is null ? 0 : db.QueryInt64("SELECT embedded FROM models WHERE fingerprint = $1", model);

    /// <summary>Adds the chunks of a new document.</summary>
    public static void AddDocument(CatalogConnection db, long document) => Adjust(db, document, 1);

    /// <summary>Subtracts the chunks of a document that is being removed.</summary>
    public static void RemoveDocument(CatalogConnection db, long document) => Adjust(db, document, -1);

    /// <summary>Adds the chunks that share a new embedding.</summary>
    public static void AddEmbedding(CatalogConnection db, long model, string key) => db.Run(
        """
        UPDATE models SET embedded = embedded
            + (SELECT count(*) FROM chunks c JOIN documents d ON d.id = c.document WHERE c.key = $1 AND d.removed IS NULL) WHERE id = $2
        """, key, model);

    /// <summary>Counts everything and returns how many of the stored counts differ.</summary>
    public static long CountWrong(CatalogConnection db) => db.QueryInt64(
        $"""
        SELECT (SELECT count(*) FROM state WHERE chunks <> {ChunksSql})
            + (SELECT count(*) FROM models WHERE embedded <> {EmbeddedSql})
        """);

    /// <summary>Counts everything and stores the results.</summary>
    public static void Recount(CatalogConnection db)
    {
        db.Run($"UPDATE state SET chunks = {ChunksSql}");
        db.Run($"UPDATE models SET embedded = {EmbeddedSql}");
    }

    private static void Adjust(CatalogConnection db, long document, int sign)
    {
        db.Run("UPDATE state SET chunks = chunks + $1 * (SELECT count(*) FROM chunks WHERE document = $2)", sign, document);
        db.Run(
            """
            UPDATE models SET embedded = embedded
                + $1 * (SELECT count(*) FROM chunks c JOIN embeddings e ON e.key = c.key AND e.model = models.id WHERE c.document = $2)
            """, sign, document);
    }
}
