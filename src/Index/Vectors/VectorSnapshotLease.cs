using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>A use of a snapshot.</summary>
/// <param name="snapshot">The snapshot, acquired; released when this is disposed.</param>
internal sealed class VectorSnapshotLease(VectorSnapshot snapshot) : IVectorSnapshot
{
    public DerivedStamp Stamp => snapshot.Stamp;

    public int Count => snapshot.Count;

    public IReadOnlyList<Hit> Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter = null) => snapshot.Search(query, count, filter);

    public IReadOnlyList<IReadOnlyList<Hit>> SearchBatch(IReadOnlyList<ReadOnlyMemory<float>> queries, int count, ChunkFilter? filter = null) =>
        snapshot.SearchBatch(queries, count, filter);

    public void Dispose() => snapshot.Release();
}
