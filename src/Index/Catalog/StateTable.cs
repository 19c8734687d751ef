namespace SearchEngine.Index.Catalog;

/// <summary>The catalog's own row: who it is and how far it has come.</summary>
internal static class StateTable
{
    public static string Identity(CatalogConnection db) => db.Text("SELECT identity FROM state")!;

    public static long Generation(CatalogConnection db) => db.Number("SELECT generation FROM state");

    /// <summary>An index older than this generation cannot be caught up: the chunks removed since are no longer all known.</summary>
    public static long RemovalsSince(CatalogConnection db) => db.Number("SELECT removals_since FROM state");

    /// <summary>Counts a change; everything written in the same transaction carries the number.</summary>
    public static long Advance(CatalogConnection db) => db.Number("UPDATE state SET generation = generation + 1 RETURNING generation");

    /// <summary>Drops the documents whose removal every derived index has seen.</summary>
    public static void ForgetRemovals(CatalogConnection db, long upTo)
    {
        db.Run("DELETE FROM fields WHERE document IN (SELECT id FROM documents WHERE removed <= $1)", upTo);
        db.Run("DELETE FROM chunks WHERE document IN (SELECT id FROM documents WHERE removed <= $1)", upTo);
        db.Run("DELETE FROM documents WHERE removed <= $1", upTo);
        db.Run("UPDATE state SET removals_since = max(removals_since, $1)", upTo);
    }
}
