using System.Numerics.Tensors;

namespace SearchEngine.Index.Vectors;

/// <summary>A use of a snapshot: exact search by int8 scan and float re-scoring.</summary>
/// <param name="snapshot">The snapshot, acquired; released when this is disposed.</param>
internal sealed class HeldVectors(VectorSnapshot snapshot) : IVectorSnapshot
{
    public DerivedStamp Stamp => snapshot.Stamp;

    public int Count => snapshot.Count;

    public IReadOnlyList<Hit> Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!TensorPrimitives.IsFiniteAll(query)) throw new ArgumentException("The query vector holds NaN or infinity.", nameof(query));
        if (snapshot.Segments.Count == 0 || count == 0) return [];
        SegmentLayout layout = snapshot.Segments[0].Segment.Layout;
        if (query.Length != layout.Dimensions)
            throw new ArgumentException($"The query vector has {query.Length} dimensions, the index {layout.Dimensions}.", nameof(query));
        using QuantizedQuery quantized = new(query, layout.Stride);
        Candidates candidates = new(count);
        for (int i = 0; i < snapshot.Segments.Count; i++) VectorScan.Scan(snapshot.Segments[i], i, quantized, filter, candidates);
        return candidates.Rescore(snapshot.Segments, query);
    }

    public void Dispose() => snapshot.Release();
}
