namespace SearchEngine.Hosting;

/// <summary>
/// Checks whether a process may read or write an index folder. It tries to, because rights come from many sources, and leaves nothing
/// behind.
/// </summary>
internal static class IndexAccessCheck
{
    /// <summary>Returns what prevents the access and what to do about it; null if nothing does.</summary>
    /// <param name="path">The index folder. It need not exist.</param>
    /// <param name="forWriting">Whether the index is written, or only read.</param>
    public static string? FindProblem(string path, bool forWriting)
    {
        string fullPath = Path.GetFullPath(path);
        for (string? folder = fullPath; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
            {
                return folder == fullPath
                    ? $"'{path}' is a file: name a folder for the index."
                    : $"'{path}' cannot be created because '{folder}' is a file: name another folder for the index.";
            }
            if (Directory.Exists(folder)) return forWriting || folder == fullPath ? TryAccess(folder, path, forWriting) : null;
        }
        return $"'{path}' cannot be created because no part of the path exists: name another folder for the index.";
    }

    private static string? TryAccess(string folder, string path, bool forWriting)
    {
        try
        {
            if (forWriting) CreateTemporaryFile(Path.Combine(folder, $".{Guid.NewGuid():N}"));
            else Directory.EnumerateFileSystemEntries(folder).Any();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string access = forWriting ? "written" : "read";
            return $"'{path}' cannot be {access}: {e.Message} Check its permissions, or name another folder for the index.";
        }
    }

    private static void CreateTemporaryFile(string path) =>
        new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
}
