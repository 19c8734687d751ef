namespace SearchEngine.Index.Vectors;

/// <summary>
/// Finds chunks by the inner product of embeddings. Derived from the catalog: it can be thrown away. Any number of threads may search while one updates;
/// a search sees the state it began with.
/// </summary>
public interface IVectorIndex : IDisposable
{
    /// <summary>What the index was made from.</summary>
    DerivedStamp Stamp { get; }

    /// <summary>How many vectors can be found.</summary>
    int Count { get; }

    /// <summary>The chunks whose vectors have the largest inner product with <paramref name="query"/>: the same that comparing with every vector finds.</summary>
    /// <param name="query">As many floats as the vectors have.</param>
    /// <param name="count">At most so many hits.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="ArgumentException">The query has another length than the vectors, or holds NaN or infinity.</exception>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    IReadOnlyList<Hit> Search(ReadOnlySpan<float> query, int count, ChunkFilter? filter = null);

    /// <summary>Takes out and puts in, then commits under <paramref name="stamp"/>, all at once. Another source than before starts from nothing.</summary>
    /// <param name="removed">Ids of chunks that are gone; unknown ones do no harm.</param>
    /// <param name="added">Vectors of chunks that are not in the index.</param>
    /// <param name="stamp">What the index then reflects.</param>
    void Update(IEnumerable<long> removed, ChunkVectors added, DerivedStamp stamp);

    /// <summary>Looks for what another process has committed since.</summary>
    void Refresh();
}
