using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Benchmarks.Vectors;

/// <summary>
/// <c>benchmarks scan</c>: exact vector search against a plain read of the bytes that it scans, and search with a filter
/// against search without one.
/// </summary>
internal static class ScanBenchmark
{
    private const int Hits = 10;

    /// <summary>Number of searches before measuring: they map pages, verify checksums and trigger tiered compilation.</summary>
    private const int WarmUps = 60;

    public static Command Create()
    {
        Option<int> vectors = new("--vectors") { Description = "Number of vectors", DefaultValueFactory = _ => 500_000 };
        Option<int> dimensions = new("--dimensions") { Description = "Number of dimensions", DefaultValueFactory = _ => 384 };
        Option<double[]> filters = new("--filter")
        {
            Description = "Shares of the vectors that a filter matches",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        Option<int> pairs = CommonArguments.CreatePairs(31);
        Command command = new("scan", "Exact top-10 search against a plain read of the same number of bytes by the same number of threads")
        {
            vectors,
            dimensions,
            filters,
            pairs,
        };
        command.SetAction(
            parsed => Run(parsed.GetValue(vectors), parsed.GetValue(dimensions), parsed.GetRequiredValue(filters), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(int count, int dimensions, double[] filters, int pairs)
    {
        string folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
        try
        {
            using SegmentVectorIndex index = new(folder);
            ClusteredVectors vectors = new(dimensions);
            long started = Stopwatch.GetTimestamp();
            index.Update([], vectors.Rows(count), new DerivedStamp("benchmark", 1));
            SegmentLayout layout = new(dimensions, count);
            long bytes = layout.FloatsOffset - layout.RowsOffset;
            Console.WriteLine(
                $"{count} x {dimensions}, {bytes >> 20} MB of codes and rows, "
                    + $"made and written in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s; "
                    + $"{Environment.ProcessorCount} cores, {pairs} pairs");

            int next = 0;
            using VectorSnapshotLease snapshot = index.Snapshot();
            void Search(ChunkFilter? filter = null) => snapshot.Search(vectors.Vector(next, count + next++), Hits, filter);
            for (int i = 0; i < WarmUps; i++) Search();
            using (PlainRead read = new(bytes, Environment.ProcessorCount))
            {
                PairedRatio ratio = PairedRatio.Measure(pairs, read.Run, () => Search());
                Console.WriteLine(
                    $"  search {1000 * ratio.Baseline:F1} ms, plain read {1000 * ratio.Candidate:F1} ms "
                        + $"({bytes / ratio.Candidate / 1e9:F1} GB/s): {ratio}");
            }
            foreach (double share in filters)
            {
                ChunkFilter filter = ChunkFilter.FromIds(Chosen(count, share));
                for (int i = 0; i < WarmUps; i++) Search(filter);
                PairedRatio ratio = PairedRatio.Measure(pairs, () => Search(filter), () => Search());
                Console.WriteLine(
                    $"  filter of {share:P2} ({filter.Count}): {1000 * ratio.Candidate:F2} ms, "
                        + $"without {1000 * ratio.Baseline:F1} ms: {ratio} as fast");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<long> Chosen(int count, double share)
    {
        Random random = new(1);
        return Enumerable.Range(1, count).Where(_ => random.NextDouble() < share).Select(id => (long)id);
    }
}
