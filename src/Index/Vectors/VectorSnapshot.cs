using System.Numerics;
using System.Numerics.Tensors;

namespace SearchEngine.Index.Vectors;

/// <summary>A segment with the rows of it that no longer count.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Deleted">A bit for each row, or null if every row counts.</param>
internal readonly record struct LiveSegment(VectorSegment Segment, ulong[]? Deleted)
{
    public int LiveCount
    {
        get
        {
            int deleted = 0;
            foreach (ulong word in Deleted ?? []) deleted += BitOperations.PopCount(word);
            return Segment.Layout.Count - deleted;
        }
    }

    public bool IsDeleted(int row) => Deleted is not null && (Deleted[row >> 6] >> (row & 63) & 1) != 0;
}

/// <summary>One state of the vector index. Whoever uses it keeps its files mapped, though the index has moved on.</summary>
internal sealed class VectorSnapshot
{
    private int _users = 1;

    /// <summary>Takes over the caller's use of each segment.</summary>
    public VectorSnapshot(DerivedStamp stamp, IReadOnlyList<LiveSegment> segments)
    {
        Stamp = stamp;
        Segments = segments;
        foreach (LiveSegment live in segments) Count += live.LiveCount;
    }

    public DerivedStamp Stamp { get; }

    public IReadOnlyList<LiveSegment> Segments { get; }

    public int Count { get; }

    /// <inheritdoc cref="IVectorSnapshot.Search"/>
    public Hit[] Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter) => Search(query, count, filter, Environment.ProcessorCount);

    /// <param name="query">As many floats as the vectors have.</param>
    /// <param name="count">At most so many hits.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <param name="threads">At most so many; the hits do not depend on it.</param>
    internal Hit[] Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!TensorPrimitives.IsFiniteAll(query)) throw new ArgumentException("The query vector holds NaN or infinity.", nameof(query));
        if (Segments.Count == 0 || count == 0) return [];
        SegmentLayout layout = Segments[0].Segment.Layout;
        if (query.Length != layout.Dimensions)
            throw new ArgumentException($"The query vector has {query.Length} dimensions, the index {layout.Dimensions}.", nameof(query));
        using QuantizedQuery quantized = new(query, layout.Stride);
        return SnapshotScan.Run(Segments, quantized, count, filter, threads).Rescore(Segments, query);
    }

    /// <summary>False if the last user has gone: then there is a newer snapshot to use.</summary>
    public bool TryAcquire()
    {
        for (int users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users) return true;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        foreach (LiveSegment live in Segments) live.Segment.Release();
    }
}
