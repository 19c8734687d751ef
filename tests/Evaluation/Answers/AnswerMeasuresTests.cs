using SearchEngine.Evaluation.Answers;

namespace SearchEngine.Evaluation.Tests.Answers;

public sealed class AnswerMeasuresTests
{
    [Theory]
    [InlineData("The Normans.", "normans", 1)]
    [InlineData("Normans of France", "normans", 0)]
    public void ExactMatch_WithoutCaseArticlesAndPunctuation_IsEquality(string answer, string gold, double expected) =>
        Assert.Equal(expected, AnswerMeasures.ExactMatch(answer, [gold]));

    // Two of three words match both expected words: precision 2/3, recall 1.
    [Theory]
    [InlineData("in the 10th century", "10th century", 0.8)]
    [InlineData("nothing alike", "10th century", 0)]
    [InlineData("", "10th century", 0)]
    public void F1_SharedWords_IsTheHarmonicMean(string answer, string gold, double expected) =>
        Assert.Equal(expected, AnswerMeasures.F1(answer, ["unlike it", gold]), 6);

    [Theory]
    [InlineData("It was in the 10th century.", true)]
    [InlineData("It was in the 110th century.", false)]
    public void ContainsAnswer_WholeWords_Counts(string text, bool expected) =>
        Assert.Equal(expected, AnswerMeasures.ContainsAnswer(text, ["10th century"]));

    [Fact]
    public void AreaUnderCurve_OfTwoLists_CountsPairs() =>
        Assert.Equal((1 + 1 + 0.5 + 0) / 4, AbstentionQuality.AreaUnderCurve([0.9, 0.3], [0.3, 0.4]), 6);
}
