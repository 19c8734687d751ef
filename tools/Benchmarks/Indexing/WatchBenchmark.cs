using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary>
/// <c>benchmarks watch</c>: the time from writing a file to a watched folder until a lexical query finds it, in an idle
/// folder and in one that changes all the time.
/// </summary>
internal static class WatchBenchmark
{
    private static readonly TimeSpan BetweenOthers = TimeSpan.FromMilliseconds(100), BetweenQueries = TimeSpan.FromMilliseconds(5);

    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> files = new("--files") { Description = "Number of files that are already there", DefaultValueFactory = _ => 1000 };
        Option<int> writes = new("--writes") { Description = "Number of files to write", DefaultValueFactory = _ => 100 };
        Command command = new("watch", "Time from writing a file to a watched folder until a lexical query finds it")
        {
            corpus,
            files,
            writes,
        };
        command.SetAction(
            (parsed, cancellation) => RunAsync(
                parsed.GetRequiredValue(corpus),
                parsed.GetValue(files),
                parsed.GetValue(writes),
                cancellation));
        return command;
    }

    private static async Task RunAsync(string corpus, int files, int writes, CancellationToken cancellation)
    {
        using BenchmarkFolder folder = new();
        string documents = folder["documents"];
        SmallFiles.Write(documents, SmallFiles.Notes(corpus).Take(files));
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(
            new KnowledgeBaseOptions { IndexPath = folder["index"] },
            cancellation);
        await knowledge.IndexAsync(documents, cancellationToken: cancellation);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TaskCompletionSource begun = new();
        Task watching = WatchAsync(knowledge, documents, begun, stop.Token);
        await begun.Task;

        Show($"into a folder of {files} files at rest", await TimeAsync(knowledge, documents, "calm", writes, cancellation));
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task others = WriteOthersAsync(documents, SmallFiles.Documents(corpus), enough.Token);
        double[] busy = await TimeAsync(knowledge, documents, "busy", writes, cancellation);
        Show($"while another file of the collection is written every {BetweenOthers.TotalMilliseconds} ms", busy);

        await enough.CancelAsync();
        await stop.CancelAsync();
        await Task.WhenAll(others, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Show(string where, double[] seconds)
    {
        double[] sorted = [.. seconds.Order()];
        double p95 = sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
        Console.WriteLine(
            $"{where}: {seconds.Length} writes, found by words after median {PairedRatio.ComputeMedian(seconds):F3} s, "
                + $"95th percentile {p95:F3} s, slowest {sorted[^1]:F3} s, {Environment.ProcessorCount} cores");
    }

    private static async Task<double[]> TimeAsync(
        KnowledgeBase knowledge,
        string documents,
        string name,
        int writes,
        CancellationToken cancellation)
    {
        QueryOptions lexical = new() { Mode = RetrievalMode.Lexical };
        double[] seconds = new double[writes];
        for (int i = 0; i < writes; i++)
        {
            string word = $"{name}word{i}";
            long started = Stopwatch.GetTimestamp();
            await File.WriteAllTextAsync(
                Path.Combine(documents, $"{name}{i}.md"),
                $"# Written\n\nA note about {word} and nothing else.\n",
                cancellation);
            while ((await knowledge.QueryAsync(word, lexical, cancellation)).Hits.Count == 0)
            {
                await Task.Delay(BetweenQueries, cancellation);
            }
            seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        return seconds;
    }

    private static async Task WatchAsync(KnowledgeBase knowledge, string documents, TaskCompletionSource begun, CancellationToken stop)
    {
        await foreach (IndexReport _ in knowledge.WatchAsync(documents, cancellationToken: stop)) begun.TrySetResult();
    }

    private static async Task WriteOthersAsync(string documents, IEnumerable<string> texts, CancellationToken enough)
    {
        foreach ((int i, string text) in texts.Index())
        {
            await File.WriteAllTextAsync(Path.Combine(documents, $"other{i}.md"), text, enough);
            await Task.Delay(BetweenOthers, enough);
        }
    }
}
