using System.IO.Enumeration;
using SearchEngine.Models;

namespace SearchEngine.Cli;

/// <summary>
/// Copies a model folder to the user's own models. The copy is renamed into place at the end, so it is complete or absent.
/// </summary>
internal static class ModelImporter
{
    private static readonly EnumerationOptions AllEntries = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Copies <paramref name="folder"/> under <paramref name="name"/> and returns the copy's full path.</summary>
    /// <exception cref="UsageException">A link leads out of the folder, or another process is adding a model.</exception>
    public static async Task<string> ImportAsync(string folder, string name, CancellationToken cancellation)
    {
        // All files and links are resolved before anything is copied.
        IReadOnlyList<(string Relative, string Source)> files = FindFiles(folder);
        string models = Directory.CreateDirectory(ModelFolders.UserFolder).FullName, incoming = Path.Combine(models, ".incoming");
        using FileStream importLock = AcquireLock(Path.Combine(models, ".adding"));
        // An earlier import that was killed may have left its half copy.
        DeleteIfExists(incoming);
        try
        {
            foreach ((string relative, string source) in files) await CopyAsync(source, Path.Combine(incoming, relative), cancellation);
            string copy = Path.Combine(models, name);
            Directory.Move(incoming, copy);
            return copy;
        }
        finally
        {
            DeleteIfExists(incoming);
        }
    }

    /// <summary>Lists the folder's files except hidden ones, each with the file that holds its content: for a link, its target.</summary>
    private static List<(string Relative, string Source)> FindFiles(string folder)
    {
        string root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        FileSystemEnumerable<FileSystemInfo> found = new(root, (ref FileSystemEntry entry) => entry.ToFileSystemInfo(), AllEntries)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && (!entry.IsDirectory || IsLink(ref entry)),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && !IsLink(ref entry),
        };
        return [.. found.Select(file => (Path.GetRelativePath(root, file.FullName), ResolveContent(file, root)))];
    }

    private static string ResolveContent(FileSystemInfo file, string root)
    {
        if (file.LinkTarget is null) return file.FullName;
        string target = file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        // Linked folders are not entered, so a target below the root is inside the model folder.
        if (File.Exists(target) && target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return target;
        throw new UsageException(
            $"{file.FullName} is a link to {target}, which is not a file in the model folder, so nothing was copied; "
            + "replace the link with the file itself, or make a copy of the folder without links (cp -rL) and add that");
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static async Task CopyAsync(string source, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using FileStream from = File.OpenRead(source), to = File.Create(target);
        await from.CopyToAsync(to, cancellation);
    }

    private static FileStream AcquireLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new UsageException("another 'search models add' is copying a model; wait until it has finished");
        }
    }

    private static void DeleteIfExists(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
