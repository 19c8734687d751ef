using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Benchmarks.Starting;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary>
/// <c>benchmarks first-hit</c>: the time from starting <c>search index</c> on a new folder until another process finds a
/// document.
/// </summary>
internal static class FirstHitBenchmark
{
    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> files = new("--files") { Description = "Number of files", DefaultValueFactory = _ => 1000 };
        Option<int> runs = new("--runs") { Description = "Number of new indexes", DefaultValueFactory = _ => 9 };
        Option<string> program = new("--program") { Description = "The search program", DefaultValueFactory = _ => "./search" };
        Command command = new("first-hit", "Time from starting to index a folder until the first lexical hit")
        {
            corpus,
            files,
            runs,
            program,
        };
        command.SetAction(
            (parsed, _) => RunAsync(
                parsed.GetRequiredValue(corpus),
                parsed.GetValue(files),
                parsed.GetValue(runs),
                parsed.GetRequiredValue(program)));
        return command;
    }

    private static async Task RunAsync(string corpus, int files, int runs, string program)
    {
        using BenchmarkFolder folder = new();
        SmallFiles.Write(folder["documents"], SmallFiles.Documents(corpus).Take(files));
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) seconds[run] = await TimeAsync(program, folder["documents"], folder[$"index{run}"]);
        Console.WriteLine(
            $"{files} files, {runs} new indexes: first hit by words after median {PairedRatio.ComputeMedian(seconds):F3} s, "
                + $"fastest {seconds.Min():F3} s, slowest {seconds.Max():F3} s, {Environment.ProcessorCount} cores");
    }

    private static async Task<double> TimeAsync(string program, string documents, string index)
    {
        long started = Stopwatch.GetTimestamp();
        using Process indexing = ChildProcess.Start([program, "index", documents, "--index", index]);
        try
        {
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index });
            while ((await knowledge.QueryAsync("the", new QueryOptions { Mode = RetrievalMode.Lexical })).Hits.Count == 0)
            {
                if (indexing.HasExited)
                {
                    throw new InvalidOperationException($"{program} exited with code {indexing.ExitCode} before anything was found");
                }
                await Task.Delay(5);
            }
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            if (!indexing.HasExited) indexing.Kill();
            await indexing.WaitForExitAsync();
        }
    }
}
