using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// A reference-counted handle to one commit of a vector index, which does not change while the index moves on. Safe for many
/// threads.
/// </summary>
/// <param name="snapshot">The snapshot, acquired by the caller; disposing the lease releases it.</param>
internal sealed class VectorSnapshotLease(VectorSnapshot snapshot) : IDisposable
{
    /// <summary>The state of the catalog that the commit reflects.</summary>
    public DerivedStamp Stamp => snapshot.Stamp;

    /// <summary>The number of searchable vectors.</summary>
    public int Count => snapshot.Count;

    /// <inheritdoc cref="VectorSnapshot.Search(ReadOnlySpan{float}, int, ChunkFilter?)"/>
    public IReadOnlyList<Hit> Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter = null) =>
        snapshot.Search(query, count, filter);

    /// <inheritdoc cref="VectorSnapshot.SearchBatch"/>
    public IReadOnlyList<IReadOnlyList<Hit>> SearchBatch(
        IReadOnlyList<ReadOnlyMemory<float>> queries,
        int count,
        ChunkFilter? filter = null) =>
        snapshot.SearchBatch(queries, count, filter);

    public void Dispose() => snapshot.Release();
}
