using System.IO.Enumeration;
using SearchEngine.Models;

namespace SearchEngine.Cli;

/// <summary>Copies a model folder to the user's own models: whole, by a rename at the end, or not at all.</summary>
internal static class ModelImport
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Copies it, and gives the copy's full path.</summary>
    /// <exception cref="UsageException">A link in it leads out of it, or somebody else is adding one.</exception>
    public static async Task<string> RunAsync(string folder, string name, CancellationToken cancellation)
    {
        // What is to be copied is known, links and all, before anything is.
        IReadOnlyList<(string Relative, string Source)> files = FilesOf(folder);
        string models = Directory.CreateDirectory(ModelFolders.Added).FullName, incoming = Path.Combine(models, ".incoming");
        using FileStream one = Lock(Path.Combine(models, ".adding"));
        // What an addition left behind that was killed.
        Discard(incoming);
        try
        {
            foreach ((string relative, string source) in files) await CopyAsync(source, Path.Combine(incoming, relative), cancellation);
            string copy = Path.Combine(models, name);
            Directory.Move(incoming, copy);
            return copy;
        }
        finally
        {
            Discard(incoming);
        }
    }

    /// <summary>All files of the folder but hidden ones, and where the content of each lies: for a link, in what it points to.</summary>
    private static List<(string Relative, string Source)> FilesOf(string folder)
    {
        string root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        FileSystemEnumerable<FileSystemInfo> found = new(root, (ref FileSystemEntry entry) => entry.ToFileSystemInfo(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && (!entry.IsDirectory || IsLink(ref entry)),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && !IsLink(ref entry),
        };
        return [.. found.Select(file => (Path.GetRelativePath(root, file.FullName), Source(file, root)))];
    }

    private static string Source(FileSystemInfo file, string root)
    {
        if (file.LinkTarget is null) return file.FullName;
        string target = file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        // No folder below the root is a link, so a path below it leads nowhere else.
        if (File.Exists(target) && target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return target;
        throw new UsageException($"{file.FullName} is a link to {target}, which is no file of the model folder, and nothing was copied; put the file itself there, or name a copy of the folder without links (cp -rL)");
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static async Task CopyAsync(string source, string copy, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        await using FileStream from = File.OpenRead(source), to = File.Create(copy);
        await from.CopyToAsync(to, cancellation);
    }

    private static FileStream Lock(string path)
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

    private static void Discard(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
