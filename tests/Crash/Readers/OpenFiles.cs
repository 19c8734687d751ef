namespace SearchEngine.Crash.Tests.Readers;

/// <summary>What this process has open and mapped (Linux).</summary>
internal static class OpenFiles
{
    /// <summary>Paths of files beneath a folder; those that are gone end in " (deleted)".</summary>
    public static IReadOnlyList<string> Under(string folder) =>
    [
        .. Directory.EnumerateFiles("/proc/self/fd").Select(Target).Concat(File.ReadLines("/proc/self/maps").Select(line => line[Math.Max(0, line.IndexOf('/'))..]))
            .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).Order(),
    ];

    public static IReadOnlyList<string> Deleted(string folder) => [.. Under(folder).Where(path => path.EndsWith(" (deleted)", StringComparison.Ordinal))];

    private static string Target(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return "";
        }
    }
}
