using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Checking;

/// <summary>Mends a catalog: in place where its tables are whole, else by carrying what can be read into a new one. Only for who holds the writer's lock.</summary>
internal static class CatalogRepair
{
    /// <summary>What a finding of damage says of the repair.</summary>
    public const string SalvageDescription = "what can be read is carried into a new catalog, and the damaged one is kept beside it; index each folder again after it";

    /// <summary>Mends the catalog, and brings it up to date where it is of an older version.</summary>
    /// <returns>What was done.</returns>
    public static IReadOnlyList<string> Run(string folder)
    {
        string path = Path.Combine(folder, CatalogStore.FileName);
        List<string> done = [];
        if (Examine(path) is { Readable: true } found)
        {
            using CatalogConnection db = new(path, SqliteOpenMode.ReadWrite);
            if (found.Reindex)
            {
                db.Execute("REINDEX");
                done.Add("the catalog's own indexes were made anew from its tables");
            }
            if (found.Outdated) done.Add("the catalog was brought up to date");
            else if (CatalogCheck.FindInconsistencies(db).Any())
            {
                DeleteInvalidRows(db);
                done.Add("the catalog was put in order and counted anew");
            }
        }
        else
        {
            done.Add(CatalogSalvage.Run(folder));
        }
        new CatalogDatabase(path, IndexAccess.Write).Dispose();
        return done;
    }

    /// <summary>Deletes what refers to nothing or cannot be used, and counts anew.</summary>
    public static void DeleteInvalidRows(CatalogConnection db)
    {
        db.Execute("PRAGMA foreign_keys = OFF");
        db.BeginTransaction(write: true);
        db.Execute(
            """
            DELETE FROM documents WHERE collection NOT IN (SELECT id FROM collections);
            DELETE FROM chunks WHERE document NOT IN (SELECT id FROM documents);
            DELETE FROM fields WHERE document NOT IN (SELECT id FROM documents);
            DELETE FROM embeddings WHERE NOT EXISTS (SELECT 1 FROM models m WHERE m.id = model AND 4 * m.dimensions = length(vector));
            """);
        MaintainedCounts.Recount(db);
        db.Commit();
    }

    /// <summary>Whether the tables can be trusted, and SQLite's indexes need to be made anew for it.</summary>
    private static (bool Readable, bool Reindex, bool Outdated) Examine(string path)
    {
        try
        {
            using CatalogConnection db = CatalogCheck.Open(path);
            bool outdated = CatalogDatabase.ReadVersion(path, db) < CatalogSchema.Migrations.Length;
            bool damaged = CatalogCheck.FindDamage(db) is not null;
            return (!damaged || CatalogCheck.HasDamagedIndexesOnly(db), damaged, outdated);
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            return default;
        }
    }
}
