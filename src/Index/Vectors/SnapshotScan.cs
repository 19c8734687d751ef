using System.Runtime.ExceptionServices;

namespace SearchEngine.Index.Vectors;

/// <summary>Scans all segments of a snapshot: a few rows on the caller's thread, many on all cores. The hits are the same.</summary>
internal static class SnapshotScan
{
    /// <summary>Rows that a thread takes at a time.</summary>
    private const int PartSize = 8 * VectorScan.BatchSize;

    /// <summary>Bytes of codes that another thread is worth its start for.</summary>
    private const long BytesPerThread = 1 << 19;

    private readonly record struct Part(int Segment, int First, int End);

    /// <param name="segments">What to scan.</param>
    /// <param name="query">What to look for.</param>
    /// <param name="count">How many of the best are wanted.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <param name="threads">At most so many.</param>
    public static Candidates Run(IReadOnlyList<LiveSegment> segments, QuantizedQuery query, int count, ChunkFilter? filter, int threads)
    {
        Part[] parts = [.. segments.SelectMany((live, i) => Parts(i, live.Segment.Layout.Count))];
        long bytes = Math.Min(segments.Sum(live => (long)live.Segment.Layout.Count), filter?.Count ?? int.MaxValue) * query.Stride;
        Candidates[] found = new Candidates[Math.Clamp(bytes / BytesPerThread, 1, threads)];
        SureScore sure = new();
        int next = -1;
        void Work(int thread)
        {
            found[thread] = new Candidates(count, sure);
            for (int i = Interlocked.Increment(ref next); i < parts.Length; i = Interlocked.Increment(ref next))
                VectorScan.Scan(segments[parts[i].Segment], parts[i].Segment, parts[i].First, parts[i].End, query, filter, found[thread]);
        }

        if (found.Length == 1) Work(0);
        else Together(found.Length, Work);
        foreach (Candidates other in found.AsSpan(1)) found[0].Take(other);
        return found[0];
    }

    private static IEnumerable<Part> Parts(int segment, int count)
    {
        for (int first = 0; first < count; first += PartSize) yield return new Part(segment, first, Math.Min(first + PartSize, count));
    }

    private static void Together(int threads, Action<int> work)
    {
        try
        {
            Parallel.For(0, threads, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
    }
}
