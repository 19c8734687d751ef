using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Files;

/// <summary>The folder of an index: <c>catalog.db</c> makes it one; <c>lexical</c> and <c>vectors</c> are derived.</summary>
internal static class IndexFolder
{
    public static string GetLexicalPath(string folder) => Path.Combine(folder, "lexical");

    public static string GetVectorPath(string folder) => Path.Combine(folder, "vectors");

    /// <summary>Whether the folder holds anything but a writer's lock.</summary>
    public static bool HasContent(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder)
            .Any(static path => Path.GetFileName(path) is not (WriterLock.LockFileName or WriterLock.ProcessFileName));

    /// <summary>Makes sure that <paramref name="folder"/> is an index or may become one; made for writing, it is the user's alone.</summary>
    /// <exception cref="IndexException">It is something else, or there is none to read.</exception>
    public static void Prepare(string folder, IndexAccess access)
    {
        if (File.Exists(folder)) throw new IndexException($"{folder} is a file. Name a folder for the index.");
        if (File.Exists(Path.Combine(folder, CatalogStore.FileName))) return;
        if (HasContent(folder))
            throw new IndexException($"{folder} is not an index: it has files and no {CatalogStore.FileName}. Name an empty or a new folder for the index.");
        if (access == IndexAccess.Read) throw new IndexException($"There is no index at {folder}. Index a folder first.");
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
