using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary><c>benchmarks watch</c>: from writing a file into a watched folder until it is found by its words, with the model in the box: into a folder at rest, and into one that another program writes all the time.</summary>
internal static class WatchBenchmark
{
    private static readonly TimeSpan BetweenOthers = TimeSpan.FromMilliseconds(100), BetweenQueries = TimeSpan.FromMilliseconds(5);

    public static Command Create()
    {
        Argument<string> corpus = new("DIR") { Description = "A collection in BEIR layout" };
        Option<int> files = new("--files") { Description = "How many files are there already", DefaultValueFactory = _ => 1000 };
        Option<int> writes = new("--writes") { Description = "How many files are written", DefaultValueFactory = _ => 100 };
        Command command = new("watch", "Time from writing a file into a watched folder until it is found by words") { corpus, files, writes };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(corpus), parsed.GetValue(files), parsed.GetValue(writes), cancellation));
        return command;
    }

    private static async Task RunAsync(string corpus, int files, int writes, CancellationToken cancellation)
    {
        using BenchmarkFolder folder = new();
        string documents = folder["documents"];
        SmallFiles.Write(documents, SmallFiles.Notes(corpus).Take(files));
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = folder["index"] }, cancellation);
        await knowledge.IndexAsync(documents, cancellationToken: cancellation);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TaskCompletionSource begun = new();
        Task watching = WatchAsync(knowledge, documents, begun, stop.Token);
        await begun.Task;

        Show($"into a folder of {files} files at rest", await TimeAsync(knowledge, documents, "calm", writes, cancellation));
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task others = WriteOthersAsync(documents, SmallFiles.Documents(corpus), enough.Token);
        Show($"while another file of the collection is written each {BetweenOthers.TotalMilliseconds} ms", await TimeAsync(knowledge, documents, "busy", writes, cancellation));

        await enough.CancelAsync();
        await stop.CancelAsync();
        await Task.WhenAll(others, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Show(string where, double[] seconds)
    {
        double[] sorted = [.. seconds.Order()];
        Console.WriteLine(FormattableString.Invariant(
            $"{where}: {seconds.Length} writes, found by words after median {PairedRatio.MedianOf(seconds):F3} s, 95th percentile {sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1]:F3} s, slowest {sorted[^1]:F3} s, {Environment.ProcessorCount} cores"));
    }

    private static async Task<double[]> TimeAsync(KnowledgeBase knowledge, string documents, string name, int writes, CancellationToken cancellation)
    {
        double[] seconds = new double[writes];
        for (int i = 0; i < writes; i++)
        {
            string word = $"{name}word{i}";
            long started = Stopwatch.GetTimestamp();
            await File.WriteAllTextAsync(Path.Combine(documents, $"{name}{i}.md"), $"# Written\n\nA note about {word} and nothing else.\n", cancellation);
            while ((await knowledge.QueryAsync(word, new QueryOptions { Mode = RetrievalMode.Lexical }, cancellation)).Hits.Count == 0) await Task.Delay(BetweenQueries, cancellation);
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
