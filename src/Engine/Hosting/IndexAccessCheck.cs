namespace SearchEngine.Hosting;

/// <summary>Whether an index can be where it is to be; told by trying, as rights come from many places, and leaving nothing behind.</summary>
internal static class IndexAccessCheck
{
    /// <summary>What is in the way, and the way out; null where nothing is.</summary>
    /// <param name="path">The index folder.</param>
    /// <param name="toWrite">Whether it is to be written, or read alone.</param>
    public static string? Missing(string path, bool toWrite)
    {
        string full = Path.GetFullPath(path);
        for (string? at = full; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at)) return at == full ? $"'{path}' is a file: name a folder for the index." : $"'{path}' cannot be made, as '{at}' is a file: name another folder for the index.";
            if (!Directory.Exists(at)) continue;
            return toWrite || at == full ? Attempt(at, path, toWrite) : null;
        }
        return $"'{path}' cannot be made: nothing of it is there. Name another folder for the index.";
    }

    private static string? Attempt(string folder, string path, bool toWrite)
    {
        try
        {
            if (!toWrite) Directory.EnumerateFileSystemEntries(folder).Any();
            else new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' cannot be {(toWrite ? "written" : "read")}: {e.Message} Check who may, or name another folder for the index.";
        }
    }
}
