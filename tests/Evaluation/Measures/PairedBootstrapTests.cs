using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Tests.Measures;

public sealed class PairedBootstrapTests
{
    /// <summary>The maximum error of p with this number of resamples; exceeded once in millions of runs.</summary>
    private const double Sampling = 0.025;

    [Theory]
    [InlineData(0.5, 0.1, 0.3, -0.2, 0.4)]
    [InlineData(-0.5, -0.1, -0.3, 0.2, -0.4)]
    [InlineData(0.1, -0.1, 0.2, -0.15, 0.05)]
    [InlineData(0.0, 0.0, 0.0, 1.0, 0.0)]
    [InlineData(0.25, -0.25, 0.5, 0.25, -0.5, 0.25)]
    public void Test_FewQueries_AgreesWithTheExactValue(params double[] differences) =>
        Assert.Equal(OfAllResamples(differences), PairedBootstrap.Test(differences), Sampling);

    /// <summary>
    /// By the central limit theorem, the resampled mean is normal with the differences' own (population) variance over
    /// n.
    /// </summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(-0.01)]
    [InlineData(0.0)]
    public void Test_ManyQueries_AgreesWithTheNormalDistribution(double shift)
    {
        double[] differences = [.. Enumerable.Range(0, 400).Select(i => shift + (0.2 * Math.Sin(i * 12.9898)))];
        double mean = differences.Average();
        double error = Math.Sqrt(differences.Average(difference => Math.Pow(difference - mean, 2)) / differences.Length);

        Assert.Equal(2 * UpperTail(Math.Abs(mean) / error), PairedBootstrap.Test(differences), Sampling);
    }

    [Fact]
    public void Test_RunAgainstItself_IsOne() => Assert.Equal(1, PairedBootstrap.Test([0, 0, 0, 0]));

    [Fact]
    public void Test_NoQueries_IsOne() => Assert.Equal(1, PairedBootstrap.Test([]));

    [Fact]
    public void Test_ExtremeDifference_IsSmallAndNotZero() =>
        Assert.Equal(1 / 10_001.0, PairedBootstrap.Test([.. Enumerable.Range(0, 50).Select(i => 0.5 + (i * 0.001))]));

    [Fact]
    public void Test_TheSameTwice_IsTheSame()
    {
        double[] differences = [0.5, 0.1, 0.3, -0.2, 0.4, -0.3];
        Assert.Equal(PairedBootstrap.Test(differences), PairedBootstrap.Test(differences));
    }

    [Fact]
    public void Test_TwoRuns_PairsThemByQuery()
    {
        RunMeasures before = Run(("a", 0.1), ("b", 0.9), ("c", 0.4)), after = Run(("c", 0.5), ("a", 0.3), ("b", 0.8));

        Assert.Equal(PairedBootstrap.Test([0.5 - 0.4, 0.3 - 0.1, 0.8 - 0.9]), PairedBootstrap.Test(before, after));
    }

    private static RunMeasures Run(params (string Id, double Ndcg)[] queries) =>
        new(QueryMeasures.Zero, queries.ToDictionary(query => query.Id, query => QueryMeasures.Zero with { Ndcg10 = query.Ndcg }));

    /// <summary>
    /// The exact p-value, over all n to the n ways to draw n differences.
    /// </summary>
    private static double OfAllResamples(double[] differences)
    {
        double mean = differences.Average();
        int count = (int)Math.Pow(differences.Length, differences.Length), asFar = 0;
        for (int resample = 0; resample < count; resample++)
        {
            double sum = 0;
            for (
                int rest = resample,
                i = 0; i < differences.Length; i++,
                rest /= differences.Length) sum += differences[rest % differences.Length] - mean;
            if (Math.Abs(sum / differences.Length) >= Math.Abs(mean) - 1e-9) asFar++;
        }
        return (double)asFar / count;
    }

    /// <summary>1 - Φ(z), by Simpson's rule.</summary>
    private static double UpperTail(double z)
    {
        const int steps = 2000;
        double width = z / steps;
        double area = Enumerable.Range(0, steps + 1).Sum(
            i => Math.Exp(-Math.Pow(i * width, 2) / 2) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2)) * width / 3;
        return 0.5 - (area / Math.Sqrt(2 * Math.PI));
    }
}
