using SearchEngine.Index;

namespace SearchEngine.Searching;

/// <summary>
/// Blends fused and cross-encoder scores: each is brought to one scale, from 0 for the least to 1 for the greatest of the passages that were scored, and the cross-encoder's counts as much as the gate says.
/// What was not scored keeps its order below.
/// </summary>
internal static class RerankBlend
{
    /// <param name="fused">All hits, best first.</param>
    /// <param name="scored">Those that the cross-encoder scored.</param>
    /// <param name="weight">What its score counts, in [0, 1].</param>
    public static IReadOnlyList<Hit> Rank(IReadOnlyList<Hit> fused, IReadOnlyDictionary<long, RerankedHit> scored, float weight)
    {
        if (scored.Count == 0 || weight == 0) return fused;
        Scale before = Scale.Of(scored.Values.Select(hit => hit.Fused)), after = Scale.Of(scored.Values.Select(hit => hit.Score.Logit));
        Hit[] rest = [.. fused.Where(hit => !scored.ContainsKey(hit.ChunkId))];
        // A passage that was not read keeps its score, and cannot stand above one that was.
        float least = rest.Length == 0 ? 0 : MathF.BitIncrement(rest[0].Score), room = Math.Max(fused[0].Score - least, 0);
        List<Hit> ranked = [.. scored.Select(hit => new Hit(hit.Key, least + room * ((1 - weight) * before.Normalize(hit.Value.Fused) + weight * after.Normalize(hit.Value.Score.Logit))))];
        ranked.Sort();
        return [.. ranked, .. rest];
    }

    private readonly record struct Scale(float Least, float Greatest)
    {
        public static Scale Of(IEnumerable<float> values)
        {
            Scale scale = new(float.PositiveInfinity, float.NegativeInfinity);
            foreach (float value in values) scale = new Scale(Math.Min(scale.Least, value), Math.Max(scale.Greatest, value));
            return scale;
        }

        public float Normalize(float value) => Greatest > Least ? (value - Least) / (Greatest - Least) : 1;
    }
}
