namespace SearchEngine.Generator.Routing;

/// <summary>How much a label of a token, such as its kind, says about the experts that it goes through (Shannon 1948), in bits.</summary>
internal static class MutualInformation
{
    private const int Shuffles = 10;

    /// <summary>Mutual information over the labels' entropy: 0 where the label says nothing about the expert, 1 where the expert gives the label away.</summary>
    /// <param name="counts">How often each label met each expert, [label * experts + expert].</param>
    /// <param name="experts">Experts.</param>
    public static double ComputeShareOfEntropy(ReadOnlySpan<int> counts, int experts)
    {
        int labels = counts.Length / experts;
        double all = 0, mutual = 0, entropy = 0;
        double[] ofExpert = new double[experts], ofLabel = new double[labels];
        for (int i = 0; i < counts.Length; i++)
        {
            all += counts[i];
            ofLabel[i / experts] += counts[i];
            ofExpert[i % experts] += counts[i];
        }
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0) mutual += counts[i] / all * Math.Log2(counts[i] * all / (ofLabel[i / experts] * ofExpert[i % experts]));
        }
        foreach (double count in ofLabel)
        {
            if (count > 0) entropy -= count / all * Math.Log2(count / all);
        }
        return entropy > 0 ? mutual / entropy : 0;
    }

    /// <summary>The share of entropy in each layer, and the mean that is left where labels are dealt out anew at random: of few tokens chance alone makes some.</summary>
    /// <param name="labels">A label for each token.</param>
    /// <param name="layers">For each layer the experts of each token, equally many a token.</param>
    /// <param name="experts">Experts of a layer.</param>
    public static LabelInformation Compute(ReadOnlySpan<int> labels, IReadOnlyList<int[]> layers, int experts)
    {
        int[] dealt = labels.ToArray();
        double[] shares = ComputeShares(dealt, layers, experts);
        // Seeded, so that a report is the same each time.
        Random random = new(1);
        double chance = 0;
        for (int shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            random.Shuffle(dealt);
            chance += ComputeShares(dealt, layers, experts).Average() / Shuffles;
        }
        return new LabelInformation(shares.Average(), chance, shares);
    }

    private static double[] ComputeShares(int[] labels, IReadOnlyList<int[]> layers, int experts) => [.. layers.Select(choices =>
    {
        int chosen = choices.Length / labels.Length;
        int[] counts = new int[(labels.Max() + 1) * experts];
        for (int i = 0; i < choices.Length; i++) counts[labels[i / chosen] * experts + choices[i]]++;
        return ComputeShareOfEntropy(counts, experts);
    })];
}
