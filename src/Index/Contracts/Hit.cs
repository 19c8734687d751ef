namespace SearchEngine.Index.Contracts;

/// <summary>A chunk that a retriever found.</summary>
/// <param name="ChunkId">The chunk's id in the catalog.</param>
/// <param name="Score">Larger is better; scores of different retrievers have different units.</param>
public readonly record struct Hit(long ChunkId, float Score) : IComparable<Hit>
{
    /// <summary>Orders the better hit first: by score, then, so that ties fall the same way every time, by chunk id.</summary>
    /// <param name="other">The hit to compare with.</param>
    public int CompareTo(Hit other)
    {
        int byScore = other.Score.CompareTo(Score);
        return byScore != 0 ? byScore : ChunkId.CompareTo(other.ChunkId);
    }
}
