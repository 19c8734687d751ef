using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class AnswerGateTests
{
    [Fact]
    public void Default_KnowsEachFeatureByItsName()
    {
        Assert.Equal(AnswerFeatures.Names.Order(), AnswerGate.Default.Weights.Keys.Order());
        Assert.InRange(AnswerGate.Default.Threshold, 0.01, 0.99);
    }

    [Fact]
    public void Confidence_IsTheLogisticOfTheWeightedSum()
    {
        AnswerGate gate = AnswerGate.Default with { Bias = 1, Weights = AnswerFeatures.Names.ToDictionary(name => name, name => name == "score" ? 0.5 : 0) };
        double[] features = [.. AnswerFeatures.Names.Select(name => name == "score" ? 4.0 : 7.0)];
        Assert.Equal(1 / (1 + Math.Exp(-3)), gate.Confidence(features), 9);
    }

    [Fact]
    public void Default_CoverageCounts_ForTheAnswer()
    {
        Assert.True(AnswerGate.Default.Weights["least"] > 0);
        Assert.True(AnswerGate.Default.Weights["negates"] < 0);
    }
}
