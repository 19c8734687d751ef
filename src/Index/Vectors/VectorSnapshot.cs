using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// One state of the vector index. Its files stay mapped as long as there are references, even if the index has moved on.
/// </summary>
internal sealed class VectorSnapshot
{
    /// <summary>
    /// The number of queries that share a pass: the levels of more would displace the codes from the fastest cache.
    /// </summary>
    private const int MaxQueriesPerPass = 16;

    private int _referenceCount = 1;

    /// <summary>Takes over the caller's reference to each segment.</summary>
    public VectorSnapshot(DerivedStamp stamp, IReadOnlyList<LiveSegment> segments)
    {
        Stamp = stamp;
        Segments = segments;
        foreach (LiveSegment live in segments) Count += live.LiveCount;
    }

    public DerivedStamp Stamp { get; }

    public IReadOnlyList<LiveSegment> Segments { get; }

    public int Count { get; }

    /// <summary>
    /// Returns the chunks whose vectors have the largest inner product with <paramref name="query"/>: the same as a comparison
    /// with every vector.
    /// </summary>
    /// <param name="query">A vector of the index's dimensions.</param>
    /// <param name="count">The maximum number of hits.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="ArgumentException">
    /// The query has other dimensions than the index, or contains NaN or infinity.
    /// </exception>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public Hit[] Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter) =>
        Search(query, count, filter, Environment.ProcessorCount);

    /// <inheritdoc cref="Search(ReadOnlySpan{float}, int, ChunkFilter?)"/>
    /// <param name="query">A vector of the index's dimensions.</param>
    /// <param name="count">The maximum number of hits.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <param name="threads">The maximum number of threads; the hits do not depend on it.</param>
    internal Hit[] Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter, int threads)
    {
        Validate(query, count);
        if (Segments.Count == 0 || count == 0) return [];
        using QuantizedQuery quantized = new(query, Segments[0].Segment.Layout.Stride);
        return SnapshotScan.Run(Segments, [quantized], count, filter, threads)[0].Rescore(Segments, query);
    }

    /// <summary>
    /// Searches for several queries. They share the reading of the vectors, so that each takes a fraction of the time of a
    /// single search.
    /// </summary>
    /// <param name="queries">Vectors of the index's dimensions.</param>
    /// <param name="count">The maximum number of hits for each query.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <returns>The hits of each query, in the order of the queries.</returns>
    /// <exception cref="ArgumentException">A query has other dimensions than the index, or contains NaN or infinity.</exception>
    /// <exception cref="IndexException">A file of the index is damaged.</exception>
    public Hit[][] SearchBatch(IReadOnlyList<ReadOnlyMemory<float>> queries, int count, ChunkFilter? filter)
    {
        foreach (ReadOnlyMemory<float> query in queries) Validate(query.Span, count);
        if (Segments.Count == 0 || count == 0) return [.. queries.Select(_ => Array.Empty<Hit>())];
        Hit[][] hits = new Hit[queries.Count][];
        for (int first = 0; first < hits.Length; first += MaxQueriesPerPass)
        {
            QuantizedQuery[] batch = [.. queries.Skip(first).Take(MaxQueriesPerPass).Select(Quantize)];
            try
            {
                CandidateSet[] candidates = SnapshotScan.Run(Segments, batch, count, filter, Environment.ProcessorCount);
                int start = first;
                SnapshotScan.RunParallel(batch.Length, i => hits[start + i] = candidates[i].Rescore(Segments, batch[i].Floats));
            }
            finally
            {
                foreach (QuantizedQuery query in batch) query.Dispose();
            }
        }
        return hits;
    }

    /// <summary>Adds a reference, or returns false if the last one has been released: then there is a newer snapshot.</summary>
    public bool TryAcquire()
    {
        for (int count = Volatile.Read(ref _referenceCount); count > 0; count = Volatile.Read(ref _referenceCount))
        {
            if (Interlocked.CompareExchange(ref _referenceCount, count + 1, count) == count) return true;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _referenceCount) > 0) return;
        foreach (LiveSegment live in Segments) live.Segment.Release();
    }

    private QuantizedQuery Quantize(ReadOnlyMemory<float> query) => new(query.Span, Segments[0].Segment.Layout.Stride);

    private void Validate(ReadOnlySpan<float> query, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!TensorPrimitives.IsFiniteAll(query)) throw new ArgumentException("The query vector contains NaN or infinity.", nameof(query));
        if (Segments.Count == 0 || count == 0 || query.Length == Segments[0].Segment.Layout.Dimensions) return;
        int dimensions = Segments[0].Segment.Layout.Dimensions;
        throw new ArgumentException($"The query vector has {query.Length} dimensions, but the index has {dimensions}.", nameof(query));
    }
}
