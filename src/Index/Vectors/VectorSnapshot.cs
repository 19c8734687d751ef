using System.Numerics;
using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

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
    /// <summary>Queries that share a pass: with more, their levels would crowd the codes out of the fastest cache.</summary>
    private const int MaxQueriesPerPass = 16;

    private int _referenceCount = 1;

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
        Validate(query, count);
        if (Segments.Count == 0 || count == 0) return [];
        using QuantizedQuery quantized = new(query, Segments[0].Segment.Layout.Stride);
        return SnapshotScan.Run(Segments, [quantized], count, filter, threads)[0].Rescore(Segments, query);
    }

    /// <inheritdoc cref="IVectorSnapshot.SearchBatch"/>
    public Hit[][] SearchBatch(IReadOnlyList<ReadOnlyMemory<float>> queries, int count, ChunkFilter? filter)
    {
        foreach (ReadOnlyMemory<float> query in queries) Validate(query.Span, count);
        if (Segments.Count == 0 || count == 0) return [.. queries.Select(_ => Array.Empty<Hit>())];
        Hit[][] hits = new Hit[queries.Count][];
        for (int first = 0; first < hits.Length; first += MaxQueriesPerPass)
        {
            QuantizedQuery[] together = [.. queries.Skip(first).Take(MaxQueriesPerPass).Select(query => new QuantizedQuery(query.Span, Segments[0].Segment.Layout.Stride))];
            try
            {
                CandidateSet[] found = SnapshotScan.Run(Segments, together, count, filter, Environment.ProcessorCount);
                int start = first;
                SnapshotScan.RunParallel(found.Length, i => hits[start + i] = found[i].Rescore(Segments, together[i].Floats));
            }
            finally
            {
                foreach (QuantizedQuery query in together) query.Dispose();
            }
        }
        return hits;
    }

    /// <summary>False if the last user has gone: then there is a newer snapshot to use.</summary>
    public bool TryAcquire()
    {
        for (int users = Volatile.Read(ref _referenceCount); users > 0; users = Volatile.Read(ref _referenceCount))
        {
            if (Interlocked.CompareExchange(ref _referenceCount, users + 1, users) == users) return true;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _referenceCount) > 0) return;
        foreach (LiveSegment live in Segments) live.Segment.Release();
    }

    private void Validate(ReadOnlySpan<float> query, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!TensorPrimitives.IsFiniteAll(query)) throw new ArgumentException("The query vector holds NaN or infinity.", nameof(query));
        if (Segments.Count > 0 && count > 0 && query.Length != Segments[0].Segment.Layout.Dimensions)
            throw new ArgumentException($"The query vector has {query.Length} dimensions, the index {Segments[0].Segment.Layout.Dimensions}.", nameof(query));
    }
}
