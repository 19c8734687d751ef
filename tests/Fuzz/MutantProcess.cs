using System.Globalization;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>Runs mutants in a process of their own, with a heap that ends what would grow without bounds.</summary>
internal static class MutantProcess
{
    /// <summary>1.5 GB, as the runtime wants it: in hexadecimal digits.</summary>
    private const string HeapLimit = "60000000";

    private static readonly Dictionary<string, string?> Environment = new() { ["DOTNET_GCHeapHardLimit"] = HeapLimit };

    /// <summary>Reads <paramref name="count"/> mutants, and goes on behind one that ended the process.</summary>
    public static async Task<IReadOnlyList<(int Number, string Outcome)>> RunAsync(int seed, int first, int count, CancellationToken cancellation)
    {
        List<(int Number, string Outcome)> outcomes = [];
        for (int next = first; next < first + count; next = outcomes[^1].Number + 1)
        {
            int left = first + count - next;
            ProcessOutcome process = await StartAsync([MutantRun.Command, Format(seed), Format(next), Format(left)], cancellation);
            string[] lines = process.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (int line = 0; line + 1 < lines.Length; line += 2) outcomes.Add((int.Parse(lines[line], CultureInfo.InvariantCulture), lines[line + 1]));
            if (lines.Length % 2 == 1) outcomes.Add((int.Parse(lines[^1], CultureInfo.InvariantCulture), $"killed the process ({process.ExitCode}): {GetStart(process.Stderr)}"));
            else if (process.ExitCode != 0) throw new InvalidOperationException($"the process that reads mutants ended with {process.ExitCode}: {process.Stderr}");
        }
        return outcomes;
    }

    /// <summary>Reads one file; what becomes of it is one line.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        ProcessOutcome process = await StartAsync([MutantRun.FileCommand, path], cancellation);
        return process.ExitCode == 0 ? process.Stdout.Trim() : $"killed the process ({process.ExitCode}): {GetStart(process.Stderr)}";
    }

    private static Task<ProcessOutcome> StartAsync(string[] arguments, CancellationToken cancellation) =>
        ChildProcess.RunAsync("dotnet", [typeof(MutantProcess).Assembly.Location, .. arguments], environment: Environment, cancellationToken: cancellation);

    private static string GetStart(string error) => error[..Math.Min(error.Length, 600)].ReplaceLineEndings(" ");

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);
}
