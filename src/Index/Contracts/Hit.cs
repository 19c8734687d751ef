namespace SearchEngine.Index.Contracts;

/// <summary>A chunk that a retriever found.</summary>
/// <param name="ChunkId">The chunk's id in the catalog.</param>
/// <param name="Score">Larger is better; scores of different retrievers have different units.</param>
internal readonly record struct Hit(long ChunkId, float Score) : IComparable<Hit>
{
    /// <summary>Sorts the better hit first. Ties are broken by chunk id, so that results are reproducible.</summary>
    public int CompareTo(Hit other)
    {
        int byScore = other.Score.CompareTo(Score);
        return byScore != 0 ? byScore : ChunkId.CompareTo(other.ChunkId);
    }
}
