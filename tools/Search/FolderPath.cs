using SearchEngine.Ingestion;

namespace SearchEngine.Cli;

/// <summary>Resolves folders that a command line names.</summary>
internal static class FolderPath
{
    /// <summary>Returns the folder's full path.</summary>
    /// <exception cref="UsageException">The folder does not exist, or the path is a file.</exception>
    public static string RequireExisting(string path)
    {
        if (Directory.Exists(path)) return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        throw new UsageException(File.Exists(path)
            ? $"'{path}' is a file; name the folder that contains it"
            : $"there is no folder '{path}'; name one that exists");
    }

    /// <summary>Whether indexing the folder found no files at all.</summary>
    public static bool HasNoFiles(IndexReport report) => report is { Indexed: 0, Unchanged: 0, Skipped: 0, Failed.Count: 0 };
}
