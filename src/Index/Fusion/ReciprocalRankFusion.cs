using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Fusion;

/// <summary>
/// A sum of 1 / (60 + rank), which needs no scores (Cormack, Clarke and Buettcher 2009, Reciprocal Rank Fusion outperforms Condorcet and individual
/// Rank Learning Methods).
/// </summary>
internal static class ReciprocalRankFusion
{
    /// <summary>The paper's constant: how little the first ranks stand out.</summary>
    private const int Constant = 60;

    /// <summary>Fuses lists of hits. A chunk that a list does not have gets nothing from it.</summary>
    /// <param name="lists">The lists, with weight 1 in the paper; their floors do not matter.</param>
    /// <returns>Every chunk of any list, best first, ties by chunk id.</returns>
    public static IReadOnlyList<Hit> Fuse(params ReadOnlySpan<WeightedList> lists)
    {
        Dictionary<long, float> sums = [];
        foreach ((IReadOnlyList<Hit> hits, float weight, _) in lists)
        {
            for (int rank = 1; rank <= hits.Count; rank++)
            {
                long chunk = hits[rank - 1].ChunkId;
                sums[chunk] = sums.GetValueOrDefault(chunk) + weight / (Constant + rank);
            }
        }
        return FusedHits.Rank(sums);
    }
}
