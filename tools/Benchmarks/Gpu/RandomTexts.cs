namespace SearchEngine.Benchmarks.Gpu;

/// <summary>Texts for a machine without a collection: what a token is does not change how long it takes, how many a text has does.</summary>
internal static class RandomTexts
{
    private const int Longest = 512, FirstWord = 1_000, LastWord = 30_000, Seed = 1;

    /// <summary>Logarithms of the lengths are normal: half of the texts have up to 100 tokens, and one in fifty all 512.</summary>
    private const double Middle = 4.6, Spread = 0.8;

    public static int[][] Create(int count)
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Length(random)).Select(_ => random.Next(FirstWord, LastWord)).ToArray())];
    }

    private static int Length(Random random)
    {
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Clamp((int)Math.Exp(Middle + Spread * normal), 3, Longest);
    }
}
