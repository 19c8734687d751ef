using System.CommandLine;

namespace SearchEngine.Benchmarks.Starting;

/// <summary><c>benchmarks start</c>: the time of a whole command, including process start.</summary>
internal static class StartingBenchmark
{
    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "Number of runs, after one to warm up", DefaultValueFactory = _ => 15 };
        Argument<string[]> commandLine = new("COMMAND") { Description = "The program and its arguments", Arity = ArgumentArity.OneOrMore };
        Command command = new("start", "Time a whole process, for instance: start -- ./search query --in samples refund")
        {
            runs,
            commandLine,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(commandLine), parsed.GetValue(runs)));
        return command;
    }

    private static void Run(string[] commandLine, int runs)
    {
        ChildProcess.Time(commandLine);
        double[] seconds = [.. Enumerable.Range(0, runs).Select(_ => ChildProcess.Time(commandLine))];
        Console.WriteLine(
            $"{runs} runs: median {PairedRatio.ComputeMedian(seconds):F3} s, fastest {seconds.Min():F3} s, "
                + $"slowest {seconds.Max():F3} s, {Environment.ProcessorCount} cores");
    }
}
