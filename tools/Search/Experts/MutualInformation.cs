namespace SearchEngine.Cli.Experts;

/// <summary>
/// Measures how much a label of tokens, such as their kind, says about the experts that process them (Shannon 1948), in
/// bits.
/// </summary>
internal static class MutualInformation
{
    private const int Shuffles = 10;

    /// <summary>
    /// Returns the mutual information divided by the entropy of the labels: 0 if the label says nothing about the expert, 1 if the expert
    /// determines the label.
    /// </summary>
    /// <param name="counts">How often each label occurs with each expert, [label * experts + expert].</param>
    /// <param name="experts">The number of experts.</param>
    public static double ComputeShareOfEntropy(ReadOnlySpan<int> counts, int experts)
    {
        int labels = counts.Length / experts;
        double total = 0, mutual = 0, entropy = 0;
        double[] expertTotals = new double[experts], labelTotals = new double[labels];
        for (int i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            labelTotals[i / experts] += counts[i];
            expertTotals[i % experts] += counts[i];
        }
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] <= 0) continue;
            double ratio = counts[i] * total / (labelTotals[i / experts] * expertTotals[i % experts]);
            mutual += counts[i] / total * Math.Log2(ratio);
        }
        foreach (double count in labelTotals)
        {
            if (count > 0) entropy -= count / total * Math.Log2(count / total);
        }
        return entropy > 0 ? mutual / entropy : 0;
    }

    /// <summary>
    /// Computes the share of entropy for each layer, and the mean share for shuffled labels: with few tokens, chance alone explains a part.
    /// </summary>
    /// <param name="labels">The label of each token.</param>
    /// <param name="layers">The experts of each layer, the same number for each token.</param>
    /// <param name="experts">The number of experts of a layer.</param>
    public static LabelInformation Compute(ReadOnlySpan<int> labels, IReadOnlyList<int[]> layers, int experts)
    {
        int[] shuffled = labels.ToArray();
        double[] shares = ComputeShares(shuffled, layers, experts);
        // Seeded, so that a report is the same each time.
        Random random = new(1);
        double chance = 0;
        for (int shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            random.Shuffle(shuffled);
            chance += ComputeShares(shuffled, layers, experts).Average() / Shuffles;
        }
        return new LabelInformation(shares.Average(), chance, shares);
    }

    private static double[] ComputeShares(int[] labels, IReadOnlyList<int[]> layers, int experts) => [.. layers.Select(choices =>
    {
        int expertsPerToken = choices.Length / labels.Length;
        int[] counts = new int[(labels.Max() + 1) * experts];
        for (int i = 0; i < choices.Length; i++) counts[labels[i / expertsPerToken] * experts + choices[i]]++;
        return ComputeShareOfEntropy(counts, experts);
    })];
}
