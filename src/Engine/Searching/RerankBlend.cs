using SearchEngine.Index;

namespace SearchEngine.Searching;

/// <summary>
/// Blends fused scores, brought to a scale from 0 for the least to 1 for the greatest of the passages that were scored, with the cross-encoder's probabilities, which have one scale for all queries. The probability counts as
/// much as the gate says. What was not scored keeps its order and score below.
/// </summary>
internal static class RerankBlend
{
    /// <param name="fused">All hits, best first.</param>
    /// <param name="scored">Those that the cross-encoder scored.</param>
    /// <param name="weight">What its probability counts, in [0, 1].</param>
    public static IReadOnlyList<Hit> Rank(IReadOnlyList<Hit> fused, IReadOnlyDictionary<long, RerankedHit> scored, float weight)
    {
        if (scored.Count == 0 || weight == 0) return fused;
        float lowest = scored.Values.Min(hit => hit.Fused), span = scored.Values.Max(hit => hit.Fused) - lowest;
        Hit[] rest = [.. fused.Where(hit => !scored.ContainsKey(hit.ChunkId))];
        // What was not read cannot stand above what was.
        float least = rest.Length == 0 ? 0 : MathF.BitIncrement(rest[0].Score), room = Math.Max(fused[0].Score - least, 0);
        List<Hit> ranked = [.. scored.Select(hit => new Hit(hit.Key, least + room * Blend(hit.Value)))];
        ranked.Sort();
        return [.. ranked, .. rest];

        float Blend(RerankedHit hit) => (1 - weight) * (span > 0 ? (hit.Fused - lowest) / span : 1) + weight * hit.Score.Probability;
    }
}
