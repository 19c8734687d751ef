using System.Globalization;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Reads the anonymous memory of a process (RssAnon, Linux). Mapped files do not count: the system can reclaim them.</summary>
internal static class AnonymousMemory
{
    public static long Kilobytes() => Read("/proc/self/status");

    /// <summary>Returns kilobytes, or 0 for a process that has exited.</summary>
    public static long Kilobytes(int process)
    {
        try
        {
            return Read($"/proc/{process}/status");
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long Read(string path)
    {
        const string Field = "RssAnon:";
        string? line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return line is null
            ? 0
            : long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
