using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>How the files of a folder differ from the catalog, by path, size and modification time.</summary>
/// <param name="Changed">New files, and files of another size or modification time.</param>
/// <param name="Removed">
/// Paths in the catalog that no longer exist in the folder. Those below a folder that cannot be read may still exist.
/// </param>
/// <param name="UnchangedCount">The number of unchanged files.</param>
internal sealed record FolderChanges(IReadOnlyList<FoundFile> Changed, IReadOnlyList<string> Removed, int UnchangedCount)
{
    public bool IsEmpty => Changed.Count == 0 && Removed.Count == 0;

    /// <summary>Whether the catalog has files and the folder has none, as when its disk is not mounted.</summary>
    public bool IsEmptied => Removed.Count > 0 && Changed.Count == 0 && UnchangedCount == 0;

    /// <summary>Compares files with the catalog.</summary>
    /// <param name="stored">The files in the catalog, by path.</param>
    /// <param name="found">The files of the folder.</param>
    /// <param name="verify">Whether every file that is not skipped counts as changed, so that its content is compared.</param>
    public static FolderChanges Find(IReadOnlyDictionary<string, FileState> stored, IEnumerable<FoundFile> found, bool verify = false)
    {
        List<FoundFile> changed = [];
        HashSet<string> removed = [.. stored.Keys];
        int unchanged = 0;
        foreach (FoundFile file in found)
        {
            removed.Remove(file.Path);
            if (file.IsUnreadableFolder) removed.RemoveWhere(path => path.StartsWith(file.Path, StringComparison.Ordinal));
            bool mustRead = verify && file.SkipReason is null;
            if (!mustRead && stored.TryGetValue(file.Path, out FileState state) && IsUnchanged(state, file)) unchanged++;
            else changed.Add(file);
        }
        return new FolderChanges(changed, [.. removed], unchanged);
    }

    private static bool IsUnchanged(FileState state, FoundFile file)
    {
        // A file skipped because of its name or place stays skipped whatever its content.
        DocumentStatus status = file.IsUnreadableFolder ? DocumentStatus.Failed : DocumentStatus.Skipped;
        if (file.SkipReason is not null) return state.Status == status && state.Reason == file.SkipReason;
        // A skipped file with a hash was skipped because of its content, so it is unchanged as long as its content is.
        bool hasContent = state.Status != DocumentStatus.Skipped || state.ContentHash.Length > 0;
        return hasContent && state.Size == file.Size && state.ModifiedUtc == file.ModifiedUtc;
    }
}
