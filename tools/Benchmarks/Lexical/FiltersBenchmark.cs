using System.CommandLine;
using SearchEngine.Benchmarks.Queries;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary><c>benchmarks filters</c>: lexical searches with filters of different selectivity, against searches without a filter.</summary>
internal static class FiltersBenchmark
{
    private const int Candidates = 200;

    public static Command Create() => LexicalCommand.Create("filters", "Search a lexical index with and without filters", Run);

    private static void Run(LexicalComparison size)
    {
        (PassageMaker passages, int chunks, int count, int pairs) = size;
        using LexicalFolder folder = new(passages, chunks);
        string[] queries = passages.Questions(count);
        using LexicalIndex index = new(folder.Path);
        Console.WriteLine($"{chunks} passages, {queries.Length} questions a pass, {Environment.ProcessorCount} cores");
        foreach (double share in (double[])[0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 0.9])
        {
            Random random = new(3);
            ChunkFilter scattered = ChunkFilter.FromIds(
                Enumerable.Range(1, chunks).Select(id => (long)id).Where(_ => random.NextDouble() < share));
            ChunkFilter together = ChunkFilter.FromIds(Enumerable.Range(chunks / 20, (int)(chunks * share)).Select(id => (long)id));
            Print(share, "scattered", scattered);
            Print(share, "together", together);
        }

        void Print(double share, string where, ChunkFilter filter)
        {
            PairedRatio ratio = PairedRatio.Measure(pairs, () => Search(index, queries, filter), () => Search(index, queries, null));
            Console.WriteLine(
                $"  {share,6:P2} {where,-9} {1e3 * ratio.Candidate / queries.Length:F3} ms a query, "
                    + $"of all {1e3 * ratio.Baseline / queries.Length:F3} ms: {ratio} as fast");
        }
    }

    private static void Search(LexicalIndex index, string[] queries, ChunkFilter? filter)
    {
        using LexicalSnapshot snapshot = index.Snapshot();
        foreach (string query in queries) snapshot.Search(ParsedQuery.Parse(query), Candidates, filter);
    }
}
