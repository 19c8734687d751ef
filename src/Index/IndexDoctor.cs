using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index;

/// <summary>
/// Checks a whole index folder and repairs it. Derived indexes are rebuilt from the catalog without encoding anything
/// again; what can be read of a damaged catalog is copied into a new one.
/// </summary>
public static class IndexDoctor
{
    /// <summary>
    /// Checks an index without changing anything. Writers are locked out meanwhile, because half a commit looks like
    /// damage.
    /// </summary>
    /// <param name="folder">The index folder.</param>
    /// <returns>The problems that were found.</returns>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    /// <exception cref="IndexException">There is no index, or a newer version wrote it.</exception>
    public static CheckReport Check(string folder) => Run(folder, path =>
    {
        IndexFolder.Prepare(path, IndexAccess.Read);
        using WriterLock? writerLock = TryLock(path);
        IReadOnlyList<CheckFinding> findings = IndexCheck.Run(path);
        return new CheckReport(path, findings, [], findings);
    });

    /// <summary>Checks an index and repairs the problems that it finds.</summary>
    /// <param name="folder">The index folder.</param>
    /// <returns>The problems that were found, what was done about them, and what remains.</returns>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    /// <exception cref="ReadOnlyIndexException">The index cannot be written.</exception>
    /// <exception cref="IndexException">There is no index, or a newer version wrote it.</exception>
    public static CheckReport Repair(string folder) => Run(folder, path =>
    {
        IndexFolder.Prepare(path, IndexAccess.Read);
        List<string> repairs = [];
        IReadOnlyList<CheckFinding> findings;
        using (new WriterLock(path))
        {
            findings = IndexCheck.Run(path);
            if (findings.Count == 0) return new CheckReport(path, findings, repairs, findings);
            if (HasFinding(findings, IndexPart.Catalog))
            {
                repairs.AddRange(CatalogRepair.Run(path));
                findings = [.. findings, .. FindNewProblemsOutsideCatalog(path, findings)];
            }
            repairs.AddRange(DeleteDamaged(path, findings));
        }
        RebuildDerived(path);
        return new CheckReport(path, findings, repairs, Check(path).Findings);
    });

    /// <summary>Rebuilds damaged derived indexes from the catalog, which must be intact.</summary>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    /// <exception cref="ReadOnlyIndexException">The index cannot be written.</exception>
    internal static void RepairDerived(string folder) => Run(folder, path =>
    {
        IndexFolder.Prepare(path, IndexAccess.Read);
        using (new WriterLock(path)) DeleteDamaged(path, [.. IndexCheck.CheckDerived(path, null)]);
        RebuildDerived(path);
        return true;
    });

    private static T Run<T>(string folder, Func<string, T> work)
    {
        string path = Path.GetFullPath(folder);
        return ErrorTranslation.Run(path, () => work(path), database: IndexFolder.GetCatalogPath(path));
    }

    private static WriterLock? TryLock(string folder)
    {
        try
        {
            return new WriterLock(folder);
        }
        catch (ReadOnlyIndexException)
        {
            return null;
        }
    }

    private static bool HasFinding(IReadOnlyList<CheckFinding> findings, IndexPart part) => findings.Any(finding => finding.Part == part);

    private static IEnumerable<CheckFinding> FindNewProblemsOutsideCatalog(string folder, IReadOnlyList<CheckFinding> known) =>
        IndexCheck.Run(folder).Where(finding => finding.Part != IndexPart.Catalog && !known.Contains(finding));

    /// <summary>
    /// Deletes damaged derived indexes. Opening the index for writing rebuilds them and also deletes orphaned files.
    /// </summary>
    private static List<string> DeleteDamaged(string folder, IReadOnlyList<CheckFinding> findings)
    {
        List<string> repairs = [];
        if (HasFinding(findings, IndexPart.Lexical))
        {
            OwnFiles.DeleteDerived(IndexFolder.GetLexicalPath(folder));
            repairs.Add("the index of words was rebuilt from the catalog");
        }
        if (HasFinding(findings, IndexPart.Vectors))
        {
            OwnFiles.DeleteDerived(IndexFolder.GetVectorPath(folder));
            repairs.Add("the vectors were rebuilt from the catalog");
        }
        if (HasFinding(findings, IndexPart.Files)) repairs.Add("files that nothing refers to were deleted");
        return repairs;
    }

    private static void RebuildDerived(string folder) => SearchIndex.Open(folder, IndexAccess.Write).Dispose();
}
