using System.Globalization;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>Reads mutants in a child process whose heap is limited, so that unbounded growth ends it.</summary>
internal static class MutantProcess
{
    // 1.5 GB in hexadecimal, as the runtime expects it.
    private const string HeapLimit = "60000000";

    private static readonly Dictionary<string, string?> Environment = new() { ["DOTNET_GCHeapHardLimit"] = HeapLimit };

    /// <summary>Reads <paramref name="count"/> mutants, and continues after a mutant that ended the process.</summary>
    public static async Task<IReadOnlyList<(int Number, string Outcome)>> RunAsync(
        int seed,
        int first,
        int count,
        CancellationToken cancellation)
    {
        List<(int Number, string Outcome)> outcomes = [];
        for (int next = first; next < first + count; next = outcomes[^1].Number + 1)
        {
            int remaining = first + count - next;
            ProcessOutcome process = await StartAsync([MutantRun.Command, Format(seed), Format(next), Format(remaining)], cancellation);
            string[] lines = process.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (int line = 0; line + 1 < lines.Length; line += 2) outcomes.Add((Parse(lines[line]), lines[line + 1]));
            if (lines.Length % 2 == 1) outcomes.Add((Parse(lines[^1]), DescribeCrash(process)));
            else if (process.ExitCode != 0) throw new InvalidOperationException(DescribeCrash(process));
        }
        return outcomes;
    }

    /// <summary>Reads one file and returns the outcome as one line.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        ProcessOutcome process = await StartAsync([MutantRun.FileCommand, path], cancellation);
        return process.ExitCode == 0 ? process.Stdout.Trim() : DescribeCrash(process);
    }

    private static Task<ProcessOutcome> StartAsync(string[] arguments, CancellationToken cancellation) =>
        ChildProcess.RunAsync(
            "dotnet",
            [typeof(MutantProcess).Assembly.Location, .. arguments],
            environment: Environment,
            cancellationToken: cancellation);

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static string DescribeCrash(ProcessOutcome process) =>
        $"killed the process ({process.ExitCode}): {GetStart(process.Stderr)}";

    private static string GetStart(string error) => error[..Math.Min(error.Length, 600)].ReplaceLineEndings(" ");

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);
}
