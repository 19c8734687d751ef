namespace SearchEngine.Generator.Routing;

/// <summary>
/// Selects experts as a router does: those with the highest logits, weighted by a softmax over these logits alone, as in Mixtral
/// (Jiang et al. 2024) and Granite.
/// </summary>
internal static class TopExperts
{
    /// <param name="logits">The router's logit for each expert.</param>
    /// <param name="experts">Receives the experts by descending weight; of equal logits the first expert wins.</param>
    /// <param name="weights">Receives their weights, which sum to 1.</param>
    public static void Select(ReadOnlySpan<float> logits, Span<int> experts, Span<float> weights)
    {
        for (int chosen = 0; chosen < experts.Length; chosen++)
        {
            int best = -1;
            for (int expert = 0; expert < logits.Length; expert++)
            {
                if ((best < 0 || logits[expert] > logits[best]) && !experts[..chosen].Contains(expert)) best = expert;
            }
            experts[chosen] = best;
            weights[chosen] = MathF.Exp(logits[best] - logits[experts[0]]);
        }
        float sum = 0;
        foreach (float weight in weights) sum += weight;
        foreach (ref float weight in weights) weight /= sum;
    }
}
