using System.CommandLine;
using System.Diagnostics;

namespace SearchEngine.Benchmarks.Starting;

/// <summary><c>benchmarks start</c>: how long a whole command takes, process start included.</summary>
internal static class StartingBenchmark
{
    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "How many runs are counted, after one that is not", DefaultValueFactory = _ => 15 };
        Argument<string[]> commandLine = new("COMMAND") { Description = "The program and its arguments", Arity = ArgumentArity.OneOrMore };
        Command command = new("start", "Time a whole process, for instance: start -- ./search query --in samples refund") { runs, commandLine };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(commandLine), parsed.GetValue(runs)));
        return command;
    }

    private static void Run(string[] commandLine, int runs)
    {
        Once(commandLine);
        double[] seconds = [.. Enumerable.Range(0, runs).Select(_ => Once(commandLine))];
        Console.WriteLine(FormattableString.Invariant(
            $"{runs} runs: median {PairedRatio.MedianOf(seconds):F3} s, fastest {seconds.Min():F3} s, slowest {seconds.Max():F3} s, {Environment.ProcessorCount} cores"));
    }

    private static double Once(string[] commandLine)
    {
        long started = Stopwatch.GetTimestamp();
        ProcessStartInfo start = new(commandLine[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in commandLine.Skip(1)) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{commandLine[0]} did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode > 1) throw new InvalidOperationException($"{commandLine[0]} ended with {process.ExitCode}: {errors.Result}");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
