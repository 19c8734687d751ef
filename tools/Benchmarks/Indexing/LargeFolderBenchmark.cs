using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Benchmarks.Starting;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary>
/// <c>benchmarks index-folder</c>: time and peak memory of indexing many small files, bytes on disk, and the time to index
/// them again without changes.
/// </summary>
internal static class LargeFolderBenchmark
{
    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> files = new("--files") { Description = "Number of files", DefaultValueFactory = _ => 10_000 };
        Option<int> runs = new("--runs") { Description = "Number of times to index again without changes", DefaultValueFactory = _ => 9 };
        Option<string> program = new("--program") { Description = "The search program", DefaultValueFactory = _ => "./search" };
        Command command = new("index-folder", "Index many small files in another process: time, peak memory and bytes on disk, "
            + "then again without changes")
        {
            corpus,
            files,
            runs,
            program,
        };
        command.SetAction(
            parsed => Run(
                parsed.GetRequiredValue(corpus),
                parsed.GetValue(files),
                parsed.GetValue(runs),
                parsed.GetRequiredValue(program)));
        return command;
    }

    private static void Run(string corpus, int files, int runs, string program)
    {
        using BenchmarkFolder folder = new();
        long text = SmallFiles.Write(folder["documents"], SmallFiles.Notes(corpus).Take(files));
        string[] index = [program, "index", folder["documents"], "--index", folder["index"]];

        long started = Stopwatch.GetTimestamp();
        using Process indexing = ChildProcess.Start(index);
        long peak = 0;
        while (!indexing.WaitForExit(TimeSpan.FromMilliseconds(50))) peak = Math.Max(peak, AnonymousMemory.Kilobytes(indexing.Id));
        if (indexing.ExitCode != 0) throw new InvalidOperationException($"{program} failed with exit code {indexing.ExitCode}");
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        double[] again = [.. Enumerable.Range(0, runs).Select(_ => ChildProcess.Time(index))];
        Console.WriteLine($"{files} files, {text} bytes of text, {Environment.ProcessorCount} cores");
        Console.WriteLine($"  indexed in {seconds:F0} s ({files / seconds:F0} files/s); peak RssAnon {peak / 1024} MB");
        foreach (string part in (string[])["catalog.db", "lexical", "vectors"])
            Console.WriteLine($"  {part,-11} {(double)Bytes(folder[$"index/{part}"]) / text,6:F2} bytes on disk a byte of text");
        Console.WriteLine($"  nothing to do, {runs} processes: median {PairedRatio.ComputeMedian(again):F3} s, slowest {again.Max():F3} s");
    }

    private static long Bytes(string path) => File.Exists(path) ? new FileInfo(path).Length
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
