using System.IO.Enumeration;
using SearchEngine.Models;

namespace SearchEngine.Cli;

/// <summary>Copies a model folder to the user's own models: whole, by a rename at the end, or not at all.</summary>
internal static class ModelImporter
{
    private static readonly EnumerationOptions AllEntries = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Copies it, and gives the copy's full path.</summary>
    /// <exception cref="UsageException">A link in it leads out of it, or somebody else is adding one.</exception>
    public static async Task<string> ImportAsync(string folder, string name, CancellationToken cancellation)
    {
        // What is to be copied is known, links and all, before anything is.
        IReadOnlyList<(string Relative, string Source)> files = FindFiles(folder);
        string models = Directory.CreateDirectory(ModelFolders.Added).FullName, incoming = Path.Combine(models, ".incoming");
        using FileStream one = AcquireLock(Path.Combine(models, ".adding"));
        // What an addition left behind that was killed.
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

    /// <summary>All files of the folder but hidden ones, and where the content of each lies: for a link, in what it points to.</summary>
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
        // No folder below the root is a link, so a path below it leads nowhere else.
        if (File.Exists(target) && target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return target;
        throw new UsageException($"{file.FullName} is a link to {target}, which is no file of the model folder, and nothing was copied; put the file itself there, or name a copy of the folder without links (cp -rL)");
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
            throw new UsageException("another 'search models add' is copying a model just now; wait until it is done");
        }
    }

    private static void DeleteIfExists(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
