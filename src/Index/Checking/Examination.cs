using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>Looks at every part of an index folder, while nobody writes it.</summary>
internal static class Examination
{
    /// <summary>All that is wrong with the folder. Nothing in it is changed.</summary>
    public static IReadOnlyList<CheckFinding> Of(string folder)
    {
        string path = Path.Combine(folder, CatalogStore.FileName);
        using CatalogConnection? db = TryOpen(path, out CheckFinding? unreadable);
        if (db is null) return [unreadable!, .. OfDerived(folder, null), .. Strays(folder)];
        if (CatalogDatabase.Version(path, db) < CatalogSchema.Migrations.Length)
            return [new CheckFinding(CheckedPart.Catalog, path, "it was made by an older version", "it is brought up to date"), .. OfDerived(folder, null), .. Strays(folder)];
        if (CatalogCheck.Damage(db) is { } damage)
            return [new CheckFinding(CheckedPart.Catalog, path, damage, CatalogRepair.Salvages), .. OfDerived(folder, null), .. Strays(folder)];
        db.Begin(write: false);
        return
        [
            .. CatalogCheck.Contradictions(db).Select(found => new CheckFinding(CheckedPart.Catalog, path, found.Problem, found.Repair)),
            .. OfDerived(folder, new CatalogContents(db)), .. Strays(folder),
        ];
    }

    /// <summary>What is wrong with what is derived from the catalog.</summary>
    /// <param name="folder">The index folder.</param>
    /// <param name="catalog">What the catalog says should be there; null where that is not known.</param>
    public static IEnumerable<CheckFinding> OfDerived(string folder, CatalogContents? catalog)
    {
        const string repair = "it is made anew from the catalog; nothing is encoded again";
        string lexical = IndexFolder.Lexical(folder);
        if (LexicalCheck.Problem(lexical, catalog) is { } words) yield return new CheckFinding(CheckedPart.Lexical, lexical, words, repair);
        if (VectorCheck.Problem(IndexFolder.Vectors(folder), catalog) is (string path, string problem)) yield return new CheckFinding(CheckedPart.Vectors, path, problem, repair);
    }

    private static CatalogConnection? TryOpen(string path, out CheckFinding? unreadable)
    {
        unreadable = null;
        CatalogConnection? db = null;
        try
        {
            db = CatalogCheck.Open(path);
            db.Number("SELECT count(*) FROM sqlite_master");
            return db;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            db?.Dispose();
            unreadable = new CheckFinding(CheckedPart.Catalog, path, $"SQLite says: {e.Message}", CatalogRepair.Salvages);
            return null;
        }
    }

    private static IEnumerable<CheckFinding> Strays(string folder) =>
        StrayFiles.Find(folder).Select(static path => new CheckFinding(CheckedPart.Files, path, "nothing refers to it: a process that was stopped left it", "it is deleted"));
}
