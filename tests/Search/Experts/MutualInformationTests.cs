using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Tests.Experts;

public sealed class MutualInformationTests
{
    [Theory]
    [InlineData(0, 5, 5, 5, 5)]
    [InlineData(0, 2, 6, 3, 9)]
    [InlineData(1, 7, 0, 0, 7)]
    [InlineData(1, 9, 0, 0, 3)]
    // Rows of 3:1 and 1:3 have one bit of entropy, of which 1 - H(1/4) is shared.
    [InlineData(0.18872, 3, 1, 1, 3)]
    public void ShareOfEntropy_TwoLabelsAndTwoExperts_IsTheExpectedValue(double expected, params int[] counts) =>
        Assert.Equal(expected, MutualInformation.ComputeShareOfEntropy(counts, experts: 2), 0.00001);

    [Fact]
    public void ShareOfEntropy_OneLabel_IsZero() =>
        Assert.Equal(0, MutualInformation.ComputeShareOfEntropy([4, 2, 1], experts: 3));

    [Fact]
    public void Compute_LabelThatDetermines_IsFarAboveChance()
    {
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 2)];
        int[] dependent = [.. labels.SelectMany(label => label == 0 ? (int[])[0, 1] : [2, 3])];
        int[] independent = [.. labels.SelectMany(_ => (int[])[0, 3])];

        LabelInformation information = MutualInformation.Compute(labels, [dependent, independent], experts: 4);

        Assert.Equal([1, 0], information.Layers);
        Assert.Equal(0.5, information.Share);
        Assert.InRange(information.Chance, 0, 0.02);
    }

    [Fact]
    public void Compute_FewRandomTokens_IsNearChance()
    {
        Random random = new(7);
        int[] labels = [.. Enumerable.Range(0, 24).Select(_ => random.Next(6))], experts = [.. labels.Select(_ => random.Next(8))];

        LabelInformation information = MutualInformation.Compute(labels, [experts], experts: 8);

        // The labels are random, yet the share alone is about a third.
        Assert.InRange(information.Share / information.Chance, 0.7, 1.4);
        Assert.True(information.Chance > 0.2);
    }
}
