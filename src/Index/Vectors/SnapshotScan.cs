using System.Runtime.ExceptionServices;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Scans all segments of a snapshot: few rows on the caller's thread, many rows on all cores. The hits do not depend on the
/// number of threads.
/// </summary>
internal static class SnapshotScan
{
    /// <summary>The number of rows that a thread takes at a time.</summary>
    private const int RowsPerPart = 8 * VectorScan.BatchSize;

    /// <summary>The bytes of codes that make it worthwhile to start another thread.</summary>
    private const long MinBytesPerThread = 1 << 19;

    private readonly record struct Part(int Segment, int First, int End);

    /// <param name="segments">The segments to scan.</param>
    /// <param name="queries">The queries, all scored in one pass.</param>
    /// <param name="count">The number of best rows to find for each query.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <param name="threads">The maximum number of threads.</param>
    /// <returns>The candidates of each query.</returns>
    public static CandidateSet[] Run(
        IReadOnlyList<LiveSegment> segments,
        QuantizedQuery[] queries,
        int count,
        ChunkFilter? filter,
        int threads)
    {
        Part[] parts = [.. segments.SelectMany((live, i) => Partition(i, live.Segment.Layout.Count))];
        long rows = Math.Min(segments.Sum(live => (long)live.Segment.Layout.Count), filter?.Count ?? int.MaxValue);
        long usefulThreads = rows * queries[0].Stride * queries.Length / MinBytesPerThread;
        ScoreBound[] bounds = [.. queries.Select(_ => new ScoreBound())];
        CandidateSet[][] candidates = new CandidateSet[Math.Clamp(usefulThreads, 1, threads)][];
        int next = -1;
        RunParallel(candidates.Length, ScanParts);
        foreach (CandidateSet[] others in candidates.AsSpan(1))
        {
            for (int i = 0; i < others.Length; i++) candidates[0][i].MergeFrom(others[i]);
        }
        return candidates[0];

        void ScanParts(int thread)
        {
            candidates[thread] = [.. bounds.Select(bound => new CandidateSet(count, bound))];
            for (int i = Interlocked.Increment(ref next); i < parts.Length; i = Interlocked.Increment(ref next))
            {
                (int segment, int first, int end) = parts[i];
                VectorScan.Scan(segments[segment], segment, first, end, queries, filter, candidates[thread]);
            }
        }
    }

    /// <summary>
    /// Calls <paramref name="work"/> for each number below <paramref name="count"/>, on several threads including this one, and
    /// throws the first exception.
    /// </summary>
    public static void RunParallel(int count, Action<int> work)
    {
        if (count == 1)
        {
            work(0);
            return;
        }
        try
        {
            Parallel.For(0, count, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
    }

    private static IEnumerable<Part> Partition(int segment, int count)
    {
        for (int first = 0; first < count; first += RowsPerPart)
            yield return new Part(segment, first, Math.Min(first + RowsPerPart, count));
    }
}
