using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Tests.Measures;

public sealed class HolmCorrectionTests
{
    /// <summary>The results of p.adjust(p, "holm") in R.</summary>
    [Theory]
    [InlineData(new[] { 0.01, 0.04, 0.03, 0.005 }, new[] { 0.03, 0.06, 0.06, 0.02 })]
    [InlineData(new[] { 0.02, 0.02, 0.02 }, new[] { 0.06, 0.06, 0.06 })]
    [InlineData(new[] { 0.9, 0.001, 0.6 }, new[] { 1, 0.003, 1 })]
    [InlineData(new[] { 0.04 }, new[] { 0.04 })]
    [InlineData(new double[0], new double[0])]
    public void Adjust_KnownValues_StepsDown(double[] values, double[] expected)
    {
        double[] adjusted = HolmCorrection.Adjust(values);

        Assert.Equal(expected.Length, adjusted.Length);
        Assert.All(expected.Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    /// <summary>
    /// Holm's own rule, step by step: the smallest is compared with level / n, the next with level / (n - 1), until one
    /// is not below.
    /// </summary>
    [Fact]
    public void Adjust_RandomValues_RejectsTheSameAsTheStepwiseRule()
    {
        Random random = new(1979);
        for (int round = 0; round < 200; round++)
        {
            double[] values = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Math.Pow(random.NextDouble(), 3))];
            double level = 0.01 + (0.2 * random.NextDouble());

            double[] rejected = [.. values.Order().TakeWhile((value, step) => value * (values.Length - step) < level)];

            Assert.Equal(rejected, values.Where((_, i) => HolmCorrection.Adjust(values)[i] < level).Order());
        }
    }
}
