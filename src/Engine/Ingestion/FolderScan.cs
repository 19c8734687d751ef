using System.IO.Enumeration;

namespace SearchEngine.Ingestion;

/// <summary>
/// Lists the files of a folder, with one stat call each, and the reason why a file is skipped. Symbolic links are never followed, so a scan
/// neither leaves its folder nor runs in circles. Hidden and ignored folders are listed as one entry; the index itself is left out.
/// </summary>
internal sealed class FolderScan(string indexPath)
{
    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly string _index = Path.TrimEndingDirectorySeparator(Path.GetFullPath(indexPath));

    /// <summary>Enumerates all files below <paramref name="root"/>. Paths of skipped folders end with a slash.</summary>
    /// <param name="root">The full path of the folder.</param>
    /// <param name="maxFileSize">Larger files are skipped, in bytes.</param>
    /// <exception cref="UnauthorizedAccessException">
    /// The folder itself may not be read; a folder below it is listed as unreadable.
    /// </exception>
    public IEnumerable<FoundFile> EnumerateFiles(string root, long maxFileSize)
    {
        Stack<Folder> pending = new([new Folder(root, "", IgnoreRules.Load(null, root, ""))]);
        while (pending.TryPop(out Folder folder))
        {
            foreach (FoundFile found in ListEntries(folder, maxFileSize))
            {
                if (found.FullPath == _index) continue;
                if (found is { SkipReason: null, Path: [.., '/'] })
                {
                    IgnoreRules? rules = IgnoreRules.Load(folder.Rules, found.FullPath, found.Path);
                    pending.Push(new Folder(found.FullPath, found.Path, rules));
                }
                else
                {
                    yield return found;
                }
            }
        }
    }

    private static List<FoundFile> ListEntries(Folder folder, long maxFileSize)
    {
        try
        {
            return
            [
                .. new FileSystemEnumerable<FoundFile>(
                    folder.FullPath, (ref FileSystemEntry entry) => Describe(ref entry, folder, maxFileSize), OneLevel),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException && folder.Path.Length > 0)
        {
            string cause = e switch
            {
                UnauthorizedAccessException => "permission denied",
                // .NET finds no path at all for an entry whose path is longer than the system allows.
                ArgumentException or PathTooLongException => "its path is too long",
                _ => e.Message,
            };
            string reason = $"a folder that cannot be opened: {cause}; what was indexed of it is kept";
            return [new FoundFile(folder.Path, folder.FullPath, 0, DateTime.UnixEpoch, reason) { IsUnreadableFolder = true }];
        }
    }

    private static FoundFile Describe(ref FileSystemEntry entry, Folder folder, long maxFileSize)
    {
        string path = string.Concat(folder.Path, entry.FileName, entry.IsDirectory && !IsLink(ref entry) ? "/" : "");
        string? reason = GetSkipReason(ref entry, path, folder.Rules, maxFileSize);
        long size = entry.IsDirectory ? 0 : entry.Length;
        return new FoundFile(path, entry.ToFullPath(), size, entry.LastWriteTimeUtc.UtcDateTime, reason);
    }

    private static string? GetSkipReason(ref FileSystemEntry entry, string path, IgnoreRules? rules, long maxFileSize)
    {
        if (IsLink(ref entry)) return "a symbolic link; links are not followed";
        if (entry.FileName[0] == '.' || entry.IsHidden) return "hidden";
        if (rules?.FindSkipReason(path.TrimEnd('/'), entry.IsDirectory) is { } reason) return reason;
        return !entry.IsDirectory && entry.Length > maxFileSize
            ? $"larger than {FileSizes.Describe(maxFileSize)}; --max-file-size allows more"
            : null;
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private readonly record struct Folder(string FullPath, string Path, IgnoreRules? Rules);
}
