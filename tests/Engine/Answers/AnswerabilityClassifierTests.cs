using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class AnswerabilityClassifierTests
{
    [Fact]
    public void Default_Weights_HaveTheNamesOfTheFeatures()
    {
        Assert.Equal(AnswerabilityFeatures.Names.Order(), AnswerabilityClassifier.Default.Weights.Keys.Order());
        Assert.InRange(AnswerabilityClassifier.Default.Threshold, 0.01, 0.99);
    }

    [Fact]
    public void ComputeConfidence_Features_IsTheLogisticOfTheWeightedSum()
    {
        AnswerabilityClassifier classifier = AnswerabilityClassifier.Default with
        {
            Bias = 1,
            Weights = AnswerabilityFeatures.Names.ToDictionary(name => name, name => name == "score" ? 0.5 : 0),
        };
        double[] features = [.. AnswerabilityFeatures.Names.Select(name => name == "score" ? 4.0 : 7.0)];
        Assert.Equal(1 / (1 + Math.Exp(-3)), classifier.ComputeConfidence(features), 9);
    }

    [Fact]
    public void Default_Weights_FavorCoverageAndOpposeNegation()
    {
        Assert.True(AnswerabilityClassifier.Default.Weights["least"] > 0);
        Assert.True(AnswerabilityClassifier.Default.Weights["negates"] < 0);
    }
}
