using System.IO.Enumeration;
using SearchEngine.Readers;

namespace SearchEngine.Indexing;

/// <summary>
/// Lists the files of a folder with one stat each. Hidden files and folders are passed over; a symbolic link is never followed, so no
/// scan leaves its folder or runs in a circle. The index itself, where it lies within the folder, is no document of it.
/// </summary>
internal sealed class FolderScan(DocumentReaders readers, long maxFileSize, string indexPath)
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    private readonly string _index = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(indexPath));

    public IEnumerable<FoundFile> Files(string root)
    {
        int prefix = System.IO.Path.EndsInDirectorySeparator(root) ? root.Length : root.Length + 1;
        return new FileSystemEnumerable<FoundFile>(root, (ref FileSystemEntry entry) => Describe(ref entry, prefix), Everything)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && !IsHidden(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsHidden(ref entry) && !IsLink(ref entry) && entry.ToFullPath() != _index,
        };
    }

    private FoundFile Describe(ref FileSystemEntry entry, int prefix)
    {
        string fullPath = entry.ToFullPath();
        string path = fullPath[prefix..].Replace(System.IO.Path.DirectorySeparatorChar, '/');
        return new FoundFile(path, fullPath, entry.Length, entry.LastWriteTimeUtc.UtcDateTime, ReasonToSkip(ref entry, fullPath));
    }

    private string? ReasonToSkip(ref FileSystemEntry entry, string fullPath)
    {
        if (IsLink(ref entry)) return "a symbolic link; the file it points to is indexed where it lies";
        if (readers.For(fullPath) is null)
        {
            string extension = System.IO.Path.GetExtension(fullPath);
            return extension.Length == 0 ? "no reader for files without an extension" : $"no reader for {extension} files";
        }
        return entry.Length > maxFileSize ? $"{entry.Length:N0} bytes; the limit is {maxFileSize:N0}" : null;
    }

    private static bool IsHidden(ref FileSystemEntry entry) => entry.FileName[0] == '.' || entry.IsHidden;

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
