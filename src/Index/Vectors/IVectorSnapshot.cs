using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>One commit of a vector index, which stays as it is while the index moves on. Safe for many threads.</summary>
internal interface IVectorSnapshot : IDisposable
{
    /// <summary>What it was made from.</summary>
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

    /// <summary>As <see cref="Search"/> for each of many queries. They share the reading of the vectors, so that each takes a fraction of the time.</summary>
    /// <param name="queries">Each with as many floats as the vectors have.</param>
    /// <param name="count">At most so many hits a query.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <returns>The hits of each query, in the order of the queries.</returns>
    /// <exception cref="ArgumentException">A query has another length than the vectors, or holds NaN or infinity.</exception>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    IReadOnlyList<IReadOnlyList<Hit>> SearchBatch(IReadOnlyList<ReadOnlyMemory<float>> queries, int count, ChunkFilter? filter = null);
}
