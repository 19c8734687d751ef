using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Finds chunks by the inner product of embeddings. The index is derived from the catalog and can be rebuilt from it. Any number
/// of threads may search during an update.
/// </summary>
/// <remarks>An interface so that tests can pause an index at a chosen moment.</remarks>
internal interface IVectorIndex : IDisposable
{
    /// <summary>The state of the catalog that the last commit reflects.</summary>
    DerivedStamp Stamp { get; }

    /// <summary>The number of searchable vectors.</summary>
    int Count { get; }

    /// <summary>Returns the last commit, which stays readable until the lease is disposed.</summary>
    VectorSnapshotLease Snapshot();

    /// <summary>
    /// Removes and adds vectors and commits both atomically under <paramref name="stamp"/>. A stamp with another source than
    /// before empties the index first.
    /// </summary>
    /// <param name="removed">Ids of removed chunks; unknown ids are ignored.</param>
    /// <param name="added">Vectors of chunks that are not in the index.</param>
    /// <param name="stamp">The state of the catalog after the update.</param>
    void Update(IEnumerable<long> removed, ChunkVectors added, DerivedStamp stamp);

    /// <summary>Makes commits of another process visible to new snapshots.</summary>
    void Refresh();
}
