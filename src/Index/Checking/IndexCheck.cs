using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>Looks at every part of an index folder, while nobody writes it.</summary>
internal static class IndexCheck
{
    /// <summary>All that is wrong with the folder. Nothing in it is changed.</summary>
    public static IReadOnlyList<CheckFinding> Run(string folder)
    {
        string path = Path.Combine(folder, CatalogStore.FileName);
        using CatalogConnection? db = TryOpen(path, out CheckFinding? unreadable);
        if (db is null) return [unreadable!, .. CheckDerived(folder, null), .. FindOrphans(folder)];
        if (CatalogDatabase.ReadVersion(path, db) < CatalogSchema.Migrations.Length)
            return [new CheckFinding(IndexPart.Catalog, path, "it was made by an older version", "it is brought up to date"), .. CheckDerived(folder, null), .. FindOrphans(folder)];
        if (CatalogCheck.FindDamage(db) is { } damage)
            return [new CheckFinding(IndexPart.Catalog, path, damage, CatalogRepair.SalvageDescription), .. CheckDerived(folder, null), .. FindOrphans(folder)];
        db.BeginTransaction(write: false);
        return
        [
            .. CatalogCheck.FindInconsistencies(db).Select(found => new CheckFinding(IndexPart.Catalog, path, found.Problem, found.Repair)),
            .. CheckDerived(folder, new ExpectedContents(db)), .. FindOrphans(folder),
        ];
    }

    /// <summary>What is wrong with what is derived from the catalog.</summary>
    /// <param name="folder">The index folder.</param>
    /// <param name="catalog">What the catalog says should be there; null where that is not known.</param>
    public static IEnumerable<CheckFinding> CheckDerived(string folder, ExpectedContents? catalog)
    {
        const string repair = "it is made anew from the catalog; nothing is encoded again";
        string lexical = IndexFolder.GetLexicalPath(folder);
        if (LexicalCheck.FindProblem(lexical, catalog) is { } words) yield return new CheckFinding(IndexPart.Lexical, lexical, words, repair);
        if (VectorCheck.FindProblem(IndexFolder.GetVectorPath(folder), catalog) is (string path, string problem)) yield return new CheckFinding(IndexPart.Vectors, path, problem, repair);
    }

    private static CatalogConnection? TryOpen(string path, out CheckFinding? unreadable)
    {
        unreadable = null;
        CatalogConnection? db = null;
        try
        {
            db = CatalogCheck.Open(path);
            db.QueryInt64("SELECT count(*) FROM sqlite_master");
            return db;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            db?.Dispose();
            unreadable = new CheckFinding(IndexPart.Catalog, path, $"SQLite says: {e.Message}", CatalogRepair.SalvageDescription);
            return null;
        }
    }

    private static IEnumerable<CheckFinding> FindOrphans(string folder) =>
        OrphanedFiles.Find(folder).Select(static path => new CheckFinding(IndexPart.Files, path, "nothing refers to it: a process that was stopped left it", "it is deleted"));
}
