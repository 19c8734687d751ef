using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Fusion;

/// <summary>
/// A weighted sum of scores that were brought to one scale, from 0 for the floor to 1 for the best of each list (min-max). Better than reciprocal ranks
/// on most collections (Bruch, Gai and Ingber 2022, An Analysis of Fusion Functions for Hybrid Retrieval).
/// </summary>
internal static class WeightedFusion
{
    /// <summary>
    /// Fuses lists of hits. A chunk that a list does not have counts 0 there, as the floor does. A list without a best above its floor counts 1 for
    /// every hit.
    /// </summary>
    /// <param name="lists">The lists.</param>
    /// <returns>Every chunk of any list, best first, ties by chunk id; scores up to the sum of the weights.</returns>
    public static IReadOnlyList<Hit> Fuse(params ReadOnlySpan<WeightedList> lists)
    {
        Dictionary<long, float> sums = [];
        foreach ((IReadOnlyList<Hit> hits, float weight, float? given) in lists)
        {
            float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
            foreach (Hit hit in hits)
            {
                lowest = Math.Min(lowest, hit.Score);
                highest = Math.Max(highest, hit.Score);
            }
            float floor = given ?? lowest;
            foreach (Hit hit in hits)
            {
                float normalized = highest > floor ? Math.Max(0, (hit.Score - floor) / (highest - floor)) : 1;
                sums[hit.ChunkId] = sums.GetValueOrDefault(hit.ChunkId) + weight * normalized;
            }
        }
        return FusedHits.Rank(sums);
    }
}
