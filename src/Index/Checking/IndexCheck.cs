using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>Checks every part of an index folder. No process may write to it meanwhile.</summary>
internal static class IndexCheck
{
    private const string RebuildDescription = "it is rebuilt from the catalog; nothing is encoded again";

    /// <summary>Returns all problems of the folder without changing anything in it.</summary>
    public static IReadOnlyList<CheckFinding> Run(string folder)
    {
        string path = IndexFolder.GetCatalogPath(folder);
        using CatalogConnection? db = TryOpen(path, out CheckFinding? problem);
        problem ??= FindCatalogProblem(path, db!);
        if (problem is not null) return [problem, .. CheckDerived(folder, null), .. FindOrphans(folder)];
        db!.BeginTransaction(write: false);
        IEnumerable<CheckFinding> inconsistencies = CatalogCheck.FindInconsistencies(db)
            .Select(found => new CheckFinding(IndexPart.Catalog, path, found.Problem, found.Repair));
        return [.. inconsistencies, .. CheckDerived(folder, new ExpectedContents(db)), .. FindOrphans(folder)];
    }

    /// <summary>Enumerates the problems of the derived indexes.</summary>
    /// <param name="folder">The index folder.</param>
    /// <param name="expected">What the catalog says they should contain; null if that is not known.</param>
    public static IEnumerable<CheckFinding> CheckDerived(string folder, ExpectedContents? expected)
    {
        string lexical = IndexFolder.GetLexicalPath(folder);
        if (LexicalCheck.FindProblem(lexical, expected) is { } lexicalProblem)
            yield return new CheckFinding(IndexPart.Lexical, lexical, lexicalProblem, RebuildDescription);
        if (VectorCheck.FindProblem(IndexFolder.GetVectorPath(folder), expected) is (string path, string vectorProblem))
            yield return new CheckFinding(IndexPart.Vectors, path, vectorProblem, RebuildDescription);
    }

    private static CatalogConnection? TryOpen(string path, out CheckFinding? problem)
    {
        problem = null;
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
            problem = new CheckFinding(IndexPart.Catalog, path, $"SQLite says: {e.Message}", CatalogRepair.SalvageDescription);
            return null;
        }
    }

    private static CheckFinding? FindCatalogProblem(string path, CatalogConnection db)
    {
        if (CatalogSchema.ReadVersion(path, db) == 0)
        {
            const string problem = "it has no tables: its first indexing never finished", repair = "its tables are created; index again";
            return new CheckFinding(IndexPart.Catalog, path, problem, repair);
        }
        return CatalogCheck.FindDamage(db) is { } damage
            ? new CheckFinding(IndexPart.Catalog, path, damage, CatalogRepair.SalvageDescription)
            : null;
    }

    private static IEnumerable<CheckFinding> FindOrphans(string folder) => OrphanedFiles.Find(folder).Select(static path =>
        new CheckFinding(IndexPart.Files, path, "nothing refers to it: an interrupted process left it behind", "it is deleted"));
}
