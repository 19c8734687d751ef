using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>
/// Repairs a catalog: in place if its tables are intact, otherwise by copying what can be read into a new one. The
/// caller must hold the writer's lock.
/// </summary>
internal static class CatalogRepair
{
    /// <summary>The description of a repair that salvages a damaged catalog.</summary>
    public const string SalvageDescription =
        "what can be read is copied into a new catalog, and the damaged one is kept next to it; index each folder again afterwards";

    /// <summary>Repairs the catalog.</summary>
    /// <returns>What was done.</returns>
    public static IReadOnlyList<string> Run(string folder)
    {
        string path = IndexFolder.GetCatalogPath(folder);
        List<string> done = [];
        Condition condition = Examine(path);
        if (condition == Condition.NeedsSalvage) done.Add(CatalogSalvage.Run(folder));
        else if (condition != Condition.Uninitialized) done.AddRange(RepairInPlace(path, condition));

        // Creates the tables of a catalog without any.
        new CatalogDatabase(path, IndexAccess.Write).Dispose();
        if (condition == Condition.Uninitialized) done.Add("the catalog's tables were created");
        return done;
    }

    /// <summary>Deletes rows that refer to nothing or cannot be used, and counts everything again.</summary>
    public static void DeleteInvalidRows(CatalogConnection db)
    {
        db.Execute("PRAGMA foreign_keys = OFF");
        db.BeginTransaction(write: true);
        db.Execute(
            """
            DELETE FROM documents WHERE collection NOT IN (SELECT id FROM collections);
            DELETE FROM chunks WHERE document NOT IN (SELECT id FROM documents);
            DELETE FROM fields WHERE document NOT IN (SELECT id FROM documents);
            DELETE FROM embeddings
                WHERE NOT EXISTS (SELECT 1 FROM models m WHERE m.id = model AND 4 * m.dimensions = length(vector));
            """);
        MaintainedCounts.Recount(db);
        db.Commit();
    }

    private static IEnumerable<string> RepairInPlace(string path, Condition condition)
    {
        using CatalogConnection db = new(path, SqliteOpenMode.ReadWrite);
        if (condition == Condition.NeedsReindex)
        {
            db.Execute("REINDEX");
            yield return "the catalog's own indexes were rebuilt from its tables";
        }
        if (!CatalogCheck.FindInconsistencies(db).Any()) yield break;
        DeleteInvalidRows(db);
        yield return "the catalog's invalid rows were deleted and everything was counted again";
    }

    private static Condition Examine(string path)
    {
        try
        {
            using CatalogConnection db = CatalogCheck.Open(path);
            bool isUninitialized = CatalogSchema.ReadVersion(path, db) == 0;
            if (isUninitialized) return Condition.Uninitialized;
            if (CatalogCheck.FindDamage(db) is null) return Condition.Intact;
            return CatalogCheck.HasDamagedIndexesOnly(db) ? Condition.NeedsReindex : Condition.NeedsSalvage;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            return Condition.NeedsSalvage;
        }
    }

    private enum Condition
    {
        Intact,
        Uninitialized,
        NeedsReindex,
        NeedsSalvage,
    }
}
