using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Benchmarks.Passages;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Queries;

/// <summary><c>benchmarks queries</c>: a whole query but for its encoding, on a large index and warm: both retrievers, fusion, and the rows of the first documents.</summary>
internal static class QueriesBenchmark
{
    private const int Candidates = 200, Shown = 10;

    public static Command Create()
    {
        Argument<string[]> sources = new("SOURCE") { Description = "Collections in BEIR layout and files in SQuAD's: their sentences make the passages, their questions are asked", Arity = ArgumentArity.OneOrMore };
        Option<int> chunks = new("--chunks") { Description = "How many passages", DefaultValueFactory = _ => 100_000 };
        Option<int> count = new("--queries") { Description = "How many questions, after as many others that are not counted", DefaultValueFactory = _ => 500 };
        Option<string?> folder = new("--index") { Description = "The index's folder, kept; a temporary one without it" };
        Command command = new("queries", "Time hybrid queries one at a time, without encoding") { sources, chunks, count, folder };
        command.SetAction(parsed => Run(new PassageMaker(parsed.GetRequiredValue(sources)), parsed.GetValue(chunks), parsed.GetValue(count), parsed.GetValue(folder)));
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
            QueryTimes[] times = [.. passages.Questions(2 * count).Select((question, i) => Ask(index, question, PassageIndex.Query(i, chunks)))];
            QueryTimes[] counted = times[Math.Min(count, times.Length / 2)..];
            Console.WriteLine($"{chunks} chunks, {counted.Length} questions after {times.Length - counted.Length} to warm up, {Environment.ProcessorCount} cores");
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

    /// <summary>Brings the files into the system's memory: questions alone touch few of the rows that later ones show.</summary>
    private static void Warm(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.CopyTo(Stream.Null);
        }
    }

    /// <summary>As the product's own searcher does it.</summary>
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
        FusedLists lists = new(lexical, dense, RankingWeights.Fuse(lexical, dense, RankingWeights.ComputeLexicalWeight(query.Kind, lexical)));
        new DocumentGrouping(new ChunkRowCache(snapshot), lists, null, includeCopies: false).GroupByDocument(lists.Fused, Shown);
        long fused = Stopwatch.GetTimestamp();
        return new QueryTimes(Milliseconds(started, interpreted), Milliseconds(interpreted, words), Milliseconds(words, vectors), Milliseconds(vectors, fused), Milliseconds(started, fused));
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static void Print(string what, QueryTimes[] times, Func<QueryTimes, double> part)
    {
        double[] sorted = [.. times.Select(part).Order()];
        double At(double share) => sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
        Console.WriteLine(FormattableString.Invariant($"  {what,-13} p50 {At(0.5),7:F2} ms, p95 {At(0.95),7:F2} ms, p99 {At(0.99),7:F2} ms"));
    }

    private sealed record QueryTimes(double Interpret, double Words, double Vectors, double Fuse, double Total);
}
