namespace SearchEngine.Index.Catalog;

/// <summary>The catalog's own row: who it is and how far it has come.</summary>
internal static class StateTable
{
    public static string GetIdentity(CatalogConnection db) => db.QueryString("SELECT identity FROM state")!;

    public static long GetGeneration(CatalogConnection db) => db.QueryInt64("SELECT generation FROM state");

    /// <summary>An index older than this generation cannot be caught up: the chunks removed since are no longer all known.</summary>
    public static long GetRemovalsSince(CatalogConnection db) => db.QueryInt64("SELECT removals_since FROM state");

    /// <summary>Counts a change; everything written in the same transaction carries the number.</summary>
    public static long AdvanceGeneration(CatalogConnection db) => db.QueryInt64("UPDATE state SET generation = generation + 1 RETURNING generation");

    /// <summary>Drops the documents whose removal every derived index has seen.</summary>
    public static void PurgeRemoved(CatalogConnection db, long upTo)
    {
        db.Run("DELETE FROM fields WHERE document IN (SELECT id FROM documents WHERE removed <= $1)", upTo);
        db.Run("DELETE FROM chunks WHERE document IN (SELECT id FROM documents WHERE removed <= $1)", upTo);
        db.Run("DELETE FROM documents WHERE removed <= $1", upTo);
        db.Run("UPDATE state SET removals_since = max(removals_since, $1)", upTo);
    }
}
