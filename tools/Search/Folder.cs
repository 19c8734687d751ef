using SearchEngine.Ingestion;

namespace SearchEngine.Cli;

/// <summary>Folders that a command line names.</summary>
internal static class FolderPath
{
    /// <summary>The folder's full path.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string RequireExisting(string path)
    {
        if (Directory.Exists(path)) return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        throw new UsageException(File.Exists(path)
            ? $"'{path}' is a file; name the folder it lies in"
            : $"there is no folder '{path}'; name one that exists");
    }

    /// <summary>Whether indexing the folder met no file at all.</summary>
    public static bool HasNoFiles(IndexReport report) => report is { Indexed: 0, Unchanged: 0, Skipped: 0, Failed.Count: 0 };
}
