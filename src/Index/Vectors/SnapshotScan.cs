using System.Runtime.ExceptionServices;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>Scans all segments of a snapshot: a few rows on the caller's thread, many on all cores. The hits are the same.</summary>
internal static class SnapshotScan
{
    /// <summary>Rows that a thread takes at a time.</summary>
    private const int RowsPerPart = 8 * VectorScan.BatchSize;

    /// <summary>Bytes of codes that another thread is worth its start for.</summary>
    private const long MinBytesPerThread = 1 << 19;

    private readonly record struct Part(int Segment, int First, int End);

    /// <param name="segments">What to scan.</param>
    /// <param name="queries">What to look for, all in one pass.</param>
    /// <param name="count">How many of the best are wanted.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <param name="threads">At most so many.</param>
    /// <returns>What was found, one a query.</returns>
    public static CandidateSet[] Run(IReadOnlyList<LiveSegment> segments, QuantizedQuery[] queries, int count, ChunkFilter? filter, int threads)
    {
        Part[] parts = [.. segments.SelectMany((live, i) => Partition(i, live.Segment.Layout.Count))];
        long rows = Math.Min(segments.Sum(live => (long)live.Segment.Layout.Count), filter?.Count ?? int.MaxValue);
        ScoreBound[] sure = [.. queries.Select(_ => new ScoreBound())];
        CandidateSet[][] found = new CandidateSet[Math.Clamp(rows * queries[0].Stride * queries.Length / MinBytesPerThread, 1, threads)][];
        int next = -1;
        void Work(int thread)
        {
            found[thread] = [.. sure.Select(score => new CandidateSet(count, score))];
            for (int i = Interlocked.Increment(ref next); i < parts.Length; i = Interlocked.Increment(ref next))
                VectorScan.Scan(segments[parts[i].Segment], parts[i].Segment, parts[i].First, parts[i].End, queries, filter, found[thread]);
        }

        RunParallel(found.Length, Work);
        foreach (CandidateSet[] others in found.AsSpan(1))
        {
            for (int i = 0; i < others.Length; i++) found[0][i].MergeFrom(others[i]);
        }
        return found[0];
    }

    /// <summary>Calls <paramref name="work"/> for each number below <paramref name="count"/>, on as many threads as there are cores to be had; one call is made here.</summary>
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
        for (int first = 0; first < count; first += RowsPerPart) yield return new Part(segment, first, Math.Min(first + RowsPerPart, count));
    }
}
