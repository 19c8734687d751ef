using System.Globalization;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Memory of a process's own (RssAnon, Linux). What is mapped from files is the system's to give back and does not count.</summary>
internal static class AnonymousMemory
{
    public static long Kilobytes() => Read("/proc/self/status");

    /// <returns>0 for a process that has ended.</returns>
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
        return line is null ? 0 : long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
