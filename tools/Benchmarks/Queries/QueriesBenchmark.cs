using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Queries;

/// <summary>
/// <c>benchmarks queries</c>: hybrid queries on a large, warm index: both retrievers, fusion, and the rows of the first
/// documents, without encoding.
/// </summary>
internal static class QueriesBenchmark
{
    private const int Candidates = 200, Shown = 10;

    public static Command Create()
    {
        Argument<string[]> sources = CommonArguments.CreateSources();
        Option<int> chunks = CommonArguments.CreateChunks();
        Option<int> count = new("--queries")
        {
            Description = "Number of questions, after the same number to warm up",
            DefaultValueFactory = _ => 500,
        };
        Option<string?> folder = new("--index") { Description = "The index folder, which is kept. Default: a temporary folder" };
        Command command = new("queries", "Time hybrid queries one at a time, without encoding") { sources, chunks, count, folder };
        command.SetAction(
            parsed => Run(
                new PassageMaker(parsed.GetRequiredValue(sources)),
                parsed.GetValue(chunks),
                parsed.GetValue(count),
                parsed.GetValue(folder)));
        return command;
    }

    private static void Run(PassageMaker passages, int chunks, int count, string? kept)
    {
        string folder = kept ?? Directory.CreateTempSubdirectory("queries-").FullName;
        try
        {
            PassageIndex.Build(folder, passages, chunks);
            Warm(folder);
            using SearchIndex index = SearchIndex.Open(folder, IndexAccess.Read);
            QueryTimes[] times =
            [
                .. passages.Questions(2 * count).Select((question, i) => Ask(index, question, PassageIndex.Query(i, chunks))),
            ];
            QueryTimes[] counted = times[Math.Min(count, times.Length / 2)..];
            Console.WriteLine(
                $"{chunks} chunks, {counted.Length} questions after {times.Length - counted.Length} to warm up, "
                    + $"{Environment.ProcessorCount} cores");
            Print("all", counted, static time => time.Total);
            Print("conditions", counted, static time => time.Interpret);
            Print("words", counted, static time => time.Words);
            Print("vectors", counted, static time => time.Vectors);
            Print("fusion, rows", counted, static time => time.Fuse);
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Loads the files into the page cache, since warm-up questions touch only a few of the rows.</summary>
    private static void Warm(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.CopyTo(Stream.Null);
        }
    }

    /// <summary>Runs a query as the product does.</summary>
    private static QueryTimes Ask(SearchIndex index, string question, float[] vector)
    {
        long started = Stopwatch.GetTimestamp();
        using IndexSnapshot snapshot = index.Snapshot();
        ParsedQuery query = ParsedQuery.Parse(question);
        ChunkFilter? matching = snapshot.MatchConditions(query);
        long interpreted = Stopwatch.GetTimestamp();
        IReadOnlyList<Hit> lexical = snapshot.SearchWords(query, Candidates, matching);
        long words = Stopwatch.GetTimestamp();
        IReadOnlyList<Hit> dense = snapshot.SearchVectors(vector, Candidates, matching);
        long vectors = Stopwatch.GetTimestamp();
        float weight = RankingWeights.ComputeLexicalWeight(query.Kind, lexical);
        FusedLists lists = new(lexical, dense, RankingWeights.Fuse(lexical, dense, weight));
        new DocumentGrouping(new ChunkRowCache(snapshot), lists, null, includeCopies: false).GroupByDocument(lists.Fused, Shown);
        long fused = Stopwatch.GetTimestamp();
        return new QueryTimes(
            Milliseconds(started, interpreted),
            Milliseconds(interpreted, words),
            Milliseconds(words, vectors),
            Milliseconds(vectors, fused),
            Milliseconds(started, fused));
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static void Print(string what, QueryTimes[] times, Func<QueryTimes, double> part)
    {
        double[] sorted = [.. times.Select(part).Order()];
        double At(double share) => sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
        Console.WriteLine($"  {what,-13} p50 {At(0.5),7:F2} ms, p95 {At(0.95),7:F2} ms, p99 {At(0.99),7:F2} ms");
    }

    private sealed record QueryTimes(double Interpret, double Words, double Vectors, double Fuse, double Total);
}
