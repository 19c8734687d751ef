namespace SearchEngine.Crash.Tests.Readers;

/// <summary>The files that this process has open or mapped (Linux).</summary>
internal static class OpenFiles
{
    /// <summary>Returns the paths of open files in a folder; those of deleted files end in " (deleted)".</summary>
    public static IReadOnlyList<string> GetPaths(string folder) =>
    [
        .. Directory.EnumerateFiles("/proc/self/fd")
            .Select(GetTarget)
            .Concat(File.ReadLines("/proc/self/maps").Select(line => line[Math.Max(0, line.IndexOf('/'))..]))
            .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(),
    ];

    public static IReadOnlyList<string> GetDeletedPaths(string folder) =>
        [.. GetPaths(folder).Where(path => path.EndsWith(" (deleted)", StringComparison.Ordinal))];

    private static string GetTarget(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            // The file was closed after it was listed.
            return "";
        }
    }
}
