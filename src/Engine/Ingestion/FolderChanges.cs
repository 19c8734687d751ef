using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>How a folder differs from what the catalog knows of it, told by path, size and time of modification alone.</summary>
/// <param name="Changed">New files, and files whose size or time is another.</param>
/// <param name="Removed">Paths that the catalog knows and the folder no longer has.</param>
/// <param name="Unchanged">How many files are as they were.</param>
internal sealed record FolderChanges(IReadOnlyList<FoundFile> Changed, IReadOnlyList<string> Removed, int Unchanged)
{
    public bool None => Changed.Count == 0 && Removed.Count == 0;

    /// <param name="known">What the catalog knows, by path.</param>
    /// <param name="files">The folder's files.</param>
    /// <param name="verify">Whether no file that is read passes for unchanged before its content was compared.</param>
    public static FolderChanges Find(IReadOnlyDictionary<string, FileState> known, IEnumerable<FoundFile> files, bool verify = false)
    {
        List<FoundFile> changed = [];
        HashSet<string> gone = [.. known.Keys];
        int unchanged = 0;
        foreach (FoundFile file in files)
        {
            gone.Remove(file.Path);
            if (known.TryGetValue(file.Path, out FileState state) && IsSame(state, file) && !(verify && file.SkipReason is null)) unchanged++;
            else changed.Add(file);
        }
        return new FolderChanges(changed, [.. gone], unchanged);
    }

    /// <summary>A file that is skipped for what it is called or where it lies stays so whatever is written to it; one whose content was looked at has a hash of that.</summary>
    private static bool IsSame(FileState state, FoundFile file) => file.SkipReason is not null
        ? state.Status == DocumentStatus.Skipped && state.Reason == file.SkipReason
        : (state.Status != DocumentStatus.Skipped || state.ContentHash.Length > 0) && state.Size == file.Size && state.ModifiedUtc == file.ModifiedUtc;
}
