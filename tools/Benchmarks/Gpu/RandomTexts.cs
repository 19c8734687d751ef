namespace SearchEngine.Benchmarks.Gpu;

/// <summary>
/// Random token ids for machines without a collection. The time to encode depends on the lengths of texts, not on their
/// tokens.
/// </summary>
internal static class RandomTexts
{
    private const int MaxTokens = 512, FirstWord = 1_000, LastWord = 30_000, Seed = 1;

    /// <summary>Lengths are log-normal: half of the texts have up to 100 tokens, and one in fifty has 512.</summary>
    private const double Middle = 4.6, Spread = 0.8;

    public static int[][] Create(int count)
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => CreateText())];

        int[] CreateText() => [.. Enumerable.Range(0, Length(random)).Select(_ => random.Next(FirstWord, LastWord))];
    }

    private static int Length(Random random)
    {
        // The Box-Muller transform.
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Clamp((int)Math.Exp(Middle + Spread * normal), 3, MaxTokens);
    }
}
