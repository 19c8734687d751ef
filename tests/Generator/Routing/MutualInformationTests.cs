using SearchEngine.Generator.Routing;

namespace SearchEngine.Generator.Tests.Routing;

public sealed class MutualInformationTests
{
    [Theory]
    [InlineData(0, 5, 5, 5, 5)]
    [InlineData(0, 2, 6, 3, 9)]
    [InlineData(1, 7, 0, 0, 7)]
    [InlineData(1, 9, 0, 0, 3)]
    // Rows 3:1 and 1:3: one bit of entropy, and 1 - H(1/4) of it is shared.
    [InlineData(0.18872, 3, 1, 1, 3)]
    public void ShareOfEntropy_TwoLabelsAndTwoExperts_IsTheHandMadeValue(double expected, params int[] counts) =>
        Assert.Equal(expected, MutualInformation.ComputeShareOfEntropy(counts, experts: 2), 0.00001);

    [Fact]
    public void ShareOfEntropy_OneLabel_SaysNothing() => Assert.Equal(0, MutualInformation.ComputeShareOfEntropy([4, 2, 1], experts: 3));

    [Fact]
    public void Of_LabelThatDecides_LiesFarAboveChance()
    {
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 2)], decided = [.. labels.SelectMany(label => label == 0 ? (int[])[0, 1] : [2, 3])];

        LabelInformation information = MutualInformation.Compute(labels, [decided, [.. labels.SelectMany(_ => (int[])[0, 3])]], experts: 4);

        Assert.Equal([1, 0], information.Layers);
        Assert.Equal(0.5, information.Share);
        Assert.InRange(information.Chance, 0, 0.02);
    }

    [Fact]
    public void Of_FewTokens_ShowsWhatChanceMakes()
    {
        Random random = new(7);
        int[] labels = [.. Enumerable.Range(0, 24).Select(_ => random.Next(6))], experts = [.. labels.Select(_ => random.Next(8))];

        LabelInformation information = MutualInformation.Compute(labels, [experts], experts: 8);

        // Nothing is shared, and the plain measure says a third all the same.
        Assert.InRange(information.Share / information.Chance, 0.7, 1.4);
        Assert.True(information.Chance > 0.2);
    }
}
