namespace SearchEngine.Evaluation.Measures;

/// <summary>
/// The paired bootstrap test of a mean difference (Efron and Tibshirani 1993; for retrieval Sakai 2006). The
/// differences are shifted to mean zero, the null hypothesis, and resampled with replacement; p is the frequency of
/// resampled means that are at least as far from zero as the observed mean. Deterministic.
/// </summary>
public static class PairedBootstrap
{
    private const int Resamples = 10_000;
    private const ulong Seed = 2006;

    // Sums of the same numbers in another order differ in their last bits, but must count as equal.
    private const double Rounding = 1e-12;

    /// <summary>Tests the nDCG@10 of two runs over the same queries.</summary>
    /// <returns>The p-value; 1 if no query differs.</returns>
    public static double Test(RunMeasures before, RunMeasures after) =>
        Test([.. after.Queries.Select(query => query.Value.Ndcg10 - before.Queries[query.Key].Ndcg10)]);

    /// <summary>Tests whether the mean of the differences is other than zero.</summary>
    /// <param name="differences">A difference for each query.</param>
    /// <returns>
    /// The p-value, in (0, 1]. It is never 0, since the observed differences count as one of the resamples.
    /// </returns>
    public static double Test(ReadOnlySpan<double> differences)
    {
        if (differences.IsEmpty) return 1;
        double[] shifted = differences.ToArray();
        double sum = 0;
        foreach (double difference in shifted) sum += difference;
        double mean = sum / shifted.Length;
        for (int i = 0; i < shifted.Length; i++) shifted[i] -= mean;

        double observed = Math.Abs(sum) - Rounding * shifted.Length;
        ulong state = Seed;
        int extreme = 1;
        for (int i = 0; i < Resamples; i++)
        {
            if (Math.Abs(ResampledSum(shifted, ref state)) >= observed) extreme++;
        }
        return extreme / (Resamples + 1.0);
    }

    private static double ResampledSum(ReadOnlySpan<double> values, ref ulong state)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++) sum += values[(int)Math.BigMul(Next(ref state), (ulong)values.Length, out _)];
        return sum;
    }

    /// <summary>
    /// SplitMix64 (Steele et al. 2014). <see cref="Random"/> does not guarantee the same sequence across versions.
    /// </summary>
    private static ulong Next(ref ulong state)
    {
        ulong mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
