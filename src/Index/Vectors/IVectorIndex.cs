using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Finds chunks by the inner product of embeddings. Derived from the catalog: it can be thrown away. Any number of threads may search while one updates.
/// </summary>
internal interface IVectorIndex : IDisposable
{
    /// <summary>What the index was made from.</summary>
    DerivedStamp Stamp { get; }

    /// <summary>How many vectors can be found.</summary>
    int Count { get; }

    /// <summary>The last commit, for as long as the caller holds it.</summary>
    IVectorSnapshot Snapshot();

    /// <summary>Takes out and puts in, then commits under <paramref name="stamp"/>, all at once. Another source than before starts from nothing.</summary>
    /// <param name="removed">Ids of chunks that are gone; unknown ones do no harm.</param>
    /// <param name="added">Vectors of chunks that are not in the index.</param>
    /// <param name="stamp">What the index then reflects.</param>
    void Update(IEnumerable<long> removed, ChunkVectors added, DerivedStamp stamp);

    /// <summary>Looks for what another process has committed since.</summary>
    void Refresh();
}
