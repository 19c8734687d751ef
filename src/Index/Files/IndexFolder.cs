using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Files;

/// <summary>
/// The layout of an index folder: <c>catalog.db</c> identifies it; <c>lexical</c> and <c>vectors</c> are derived from
/// the catalog.
/// </summary>
internal static class IndexFolder
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public const string CatalogFileName = "catalog.db";

    public static string GetCatalogPath(string folder) => Path.Combine(folder, CatalogFileName);

    public static string GetLexicalPath(string folder) => Path.Combine(folder, "lexical");

    public static string GetVectorPath(string folder) => Path.Combine(folder, "vectors");

    /// <summary>Returns whether the folder contains anything besides the writer's lock files.</summary>
    public static bool HasContent(string folder) => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(IsContent);

    /// <summary>
    /// Checks that <paramref name="folder"/> is an index or can become one. For writing, creates it with access for
    /// the current user only.
    /// </summary>
    /// <exception cref="IndexException">
    /// The folder is something else, belongs to another user, contains links or devices, or there is no index to read.
    /// </exception>
    public static void Prepare(string folder, IndexAccess access)
    {
        if (File.Exists(folder)) throw new IndexException($"{folder} is a file. Name a folder for the index.");
        if (Directory.Exists(folder)) OwnFiles.Verify(folder);
        if (File.Exists(GetCatalogPath(folder))) return;
        if (HasContent(folder))
        {
            throw new IndexException($"{folder} is not an index: it has files and no {CatalogFileName}. "
                + "Name an empty or a new folder for the index.");
        }
        if (access == IndexAccess.Read) throw new IndexException($"There is no index at {folder}. Index a folder first.");
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UserOnly);
    }

    private static bool IsContent(string path) => Path.GetFileName(path) is not (WriterLock.LockFileName or WriterLock.ProcessFileName);
}
