using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Fusion;

/// <summary>
/// Fuses hits of several retrievers by a weighted sum of normalized scores: 0 for the floor and 1 for the best hit of each list
/// (min-max). This beats reciprocal rank fusion on most collections (Bruch, Gai and Ingber 2022, An Analysis of Fusion Functions
/// for Hybrid Retrieval).
/// </summary>
internal static class WeightedFusion
{
    /// <summary>
    /// Fuses lists of hits. A chunk that a list does not contain scores 0 there, the same as the floor. Where no score is above
    /// the floor, every hit of the list scores 1.
    /// </summary>
    /// <param name="lists">The lists.</param>
    /// <returns>Every chunk of any list, best first, ties by chunk id. Scores are at most the sum of the weights.</returns>
    public static IReadOnlyList<Hit> Fuse(params ReadOnlySpan<WeightedList> lists)
    {
        Dictionary<long, float> sums = [];
        foreach (WeightedList list in lists) AddScores(list, sums);
        Hit[] hits = new Hit[sums.Count];
        int count = 0;
        foreach ((long chunk, float score) in sums) hits[count++] = new Hit(chunk, score);
        Array.Sort(hits);
        return hits;
    }

    private static void AddScores(WeightedList list, Dictionary<long, float> sums)
    {
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        foreach (Hit hit in list.Hits)
        {
            lowest = Math.Min(lowest, hit.Score);
            highest = Math.Max(highest, hit.Score);
        }
        float floor = list.Floor ?? lowest;
        foreach (Hit hit in list.Hits)
        {
            float normalized = highest > floor ? Math.Max(0, (hit.Score - floor) / (highest - floor)) : 1;
            sums[hit.ChunkId] = sums.GetValueOrDefault(hit.ChunkId) + list.Weight * normalized;
        }
    }
}
