using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>
/// Checks the whole of an index folder, and repairs it. What is derived is made anew from the catalog with nothing encoded; of a damaged catalog, what can be read is
/// carried into a new one.
/// </summary>
public static class IndexDoctor
{
    /// <summary>Says what is wrong with an index, and changes nothing. Keeps writers out meanwhile, because half a commit looks like damage.</summary>
    /// <param name="folder">The index folder.</param>
    /// <exception cref="IndexLockedException">A process writes the index.</exception>
    /// <exception cref="IndexException">There is no index, or it is of a newer version.</exception>
    public static CheckReport Check(string folder) => Guard(folder, () =>
    {
        folder = Path.GetFullPath(folder);
        IndexFolder.Prepare(folder, IndexAccess.Read);
        using WriterLock? held = TryLock(folder);
        IReadOnlyList<CheckFinding> found = IndexCheck.Run(folder);
        return new CheckReport(folder, found, [], found);
    });

    /// <summary>Checks an index and mends what is wrong with it.</summary>
    /// <param name="folder">The index folder.</param>
    /// <exception cref="IndexLockedException">A process writes the index.</exception>
    /// <exception cref="ReadOnlyIndexException">The index cannot be written.</exception>
    /// <exception cref="IndexException">There is no index, or it is of a newer version.</exception>
    public static CheckReport Repair(string folder) => Guard(folder, () =>
    {
        folder = Path.GetFullPath(folder);
        IndexFolder.Prepare(folder, IndexAccess.Read);
        List<string> done = [];
        IReadOnlyList<CheckFinding> found;
        using (new WriterLock(folder))
        {
            found = IndexCheck.Run(folder);
            if (found.Count == 0) return new CheckReport(folder, found, done, found);
            if (found.Any(static finding => finding.Part == IndexPart.Catalog))
            {
                done.AddRange(CatalogRepair.Run(folder));
                found = [.. found, .. IndexCheck.Run(folder).Where(finding => finding.Part != IndexPart.Catalog && !found.Contains(finding))];
            }
            done.AddRange(DeleteDerived(folder, found));
        }
        SearchIndex.Open(folder, IndexAccess.Write).Dispose();
        return new CheckReport(folder, found, done, Check(folder).Findings);
    });

    /// <summary>Makes what is derived and damaged anew from the catalog, which must be sound.</summary>
    /// <param name="folder">The index folder.</param>
    /// <exception cref="IndexLockedException">A process writes the index.</exception>
    /// <exception cref="ReadOnlyIndexException">The index cannot be written.</exception>
    public static void RepairDerived(string folder) => Guard(folder, () =>
    {
        folder = Path.GetFullPath(folder);
        using (new WriterLock(folder)) DeleteDerived(folder, [.. IndexCheck.CheckDerived(folder, null)]);
        SearchIndex.Open(folder, IndexAccess.Write).Dispose();
        return true;
    });

    private static T Guard<T>(string folder, Func<T> work) => SearchIndex.OfFiles(folder, () => CatalogDatabase.Attempt(Path.Combine(folder, CatalogStore.FileName), work));

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

    /// <summary>Deletes what was found damaged, for the next writer to make anew, as it also deletes what nothing refers to.</summary>
    private static List<string> DeleteDerived(string folder, IReadOnlyList<CheckFinding> found)
    {
        List<string> done = [];
        if (Has(IndexPart.Lexical)) Delete(IndexFolder.GetLexicalPath(folder), "the index of words was made anew from the catalog");
        if (Has(IndexPart.Vectors)) Delete(IndexFolder.GetVectorPath(folder), "the vectors were made anew from the catalog");
        if (Has(IndexPart.Files)) done.Add("what nothing refers to was deleted");
        return done;

        bool Has(IndexPart part) => found.Any(finding => finding.Part == part);

        void Delete(string path, string told)
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            done.Add(told);
        }
    }
}
