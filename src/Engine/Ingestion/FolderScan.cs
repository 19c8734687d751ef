using System.IO.Enumeration;

namespace SearchEngine.Ingestion;

/// <summary>
/// Lists the files of a folder with one stat each, and says of each that is not to be read why. A symbolic link is never followed, so no scan leaves its folder or runs in a circle; hidden and ignored
/// folders are told as one. The index itself, where it lies within the folder, is no document of it.
/// </summary>
internal sealed class FolderScan(string indexPath)
{
    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.None };

    private readonly string _index = Path.TrimEndingDirectorySeparator(Path.GetFullPath(indexPath));

    /// <summary>All files below <paramref name="root"/>; folders that are not looked into end with a slash.</summary>
    /// <param name="root">Where the folder lies.</param>
    /// <param name="maxFileSize">Larger files are skipped, in bytes.</param>
    public IEnumerable<FoundFile> Files(string root, long maxFileSize)
    {
        Stack<Folder> waiting = new([new Folder(root, "", IgnoreRules.Of(null, root, ""))]);
        while (waiting.TryPop(out Folder folder))
        {
            foreach (FoundFile found in Entries(folder, maxFileSize))
            {
                if (found.FullPath == _index) continue;
                if (found is { SkipReason: null, Path: [.., '/'] }) waiting.Push(new Folder(found.FullPath, found.Path, IgnoreRules.Of(folder.Rules, found.FullPath, found.Path)));
                else yield return found;
            }
        }
    }

    private static List<FoundFile> Entries(Folder folder, long maxFileSize)
    {
        try
        {
            return [.. new FileSystemEnumerable<FoundFile>(folder.FullPath, (ref FileSystemEntry entry) => Describe(ref entry, folder, maxFileSize), OneLevel)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && folder.Path.Length > 0)
        {
            return [new FoundFile(folder.Path, folder.FullPath, 0, DateTime.UnixEpoch, $"a folder that cannot be opened: {Cause(e)}")];
        }
    }

    private static FoundFile Describe(ref FileSystemEntry entry, Folder folder, long maxFileSize)
    {
        string path = string.Concat(folder.Path, entry.FileName, entry.IsDirectory && !IsLink(ref entry) ? "/" : "");
        string? reason = IsLink(ref entry) ? "a symbolic link; what it points to is indexed where it lies"
            : entry.FileName[0] == '.' || entry.IsHidden ? "hidden"
            : folder.Rules?.ReasonToSkip(path.TrimEnd('/'), entry.IsDirectory)
            ?? (!entry.IsDirectory && entry.Length > maxFileSize ? $"larger than {FileSizes.Describe(maxFileSize)}; --max-file-size allows more" : null);
        return new FoundFile(path, entry.ToFullPath(), entry.IsDirectory ? 0 : entry.Length, entry.LastWriteTimeUtc.UtcDateTime, reason);
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static string Cause(Exception e) => e is UnauthorizedAccessException ? "permission denied" : e.Message;

    private readonly record struct Folder(string FullPath, string Path, IgnoreRules? Rules);
}
