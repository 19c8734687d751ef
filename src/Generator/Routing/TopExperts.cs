namespace SearchEngine.Generator.Routing;

/// <summary>A router's choice: the experts of the greatest logits, mixed by the softmax over these alone, as in Mixtral (Jiang et al. 2024) and Granite.</summary>
internal static class TopExperts
{
    /// <param name="logits">A logit for each expert.</param>
    /// <param name="experts">Takes the experts, the weightiest first; of equal ones the first.</param>
    /// <param name="weights">Takes their weights, which sum to 1.</param>
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
