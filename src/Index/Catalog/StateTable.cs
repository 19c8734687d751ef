namespace SearchEngine.Index.Catalog;

/// <summary>The catalog's single row of state: its identity and its generation.</summary>
internal static class StateTable
{
    public static string GetIdentity(CatalogConnection db) => db.QueryString("SELECT identity FROM state")!;

    public static long GetGeneration(CatalogConnection db) => db.QueryInt64("SELECT generation FROM state");

    /// <summary>
    /// Returns the generation since which all removals are recorded. An older derived index cannot be caught up.
    /// </summary>
    public static long GetRemovalsSince(CatalogConnection db) => db.QueryInt64("SELECT removals_since FROM state");

    /// <summary>Increments the generation. All rows written in the same transaction carry it.</summary>
    public static long AdvanceGeneration(CatalogConnection db) =>
        db.QueryInt64("UPDATE state SET generation = generation + 1 RETURNING generation");

    /// <summary>Deletes the documents whose removal every derived index has applied.</summary>
    public static void PurgeRemoved(CatalogConnection db, long upTo)
    {
        db.Run("DELETE FROM fields WHERE document IN (SELECT id FROM documents WHERE removed <= $1)", upTo);
        db.Run("DELETE FROM chunks WHERE document IN (SELECT id FROM documents WHERE removed <= $1)", upTo);
        db.Run("DELETE FROM documents WHERE removed <= $1", upTo);
        db.Run("UPDATE state SET removals_since = max(removals_since, $1)", upTo);
    }
}
