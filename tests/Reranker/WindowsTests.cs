using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker.Tests;

/// <summary>Tests of passages that are split into windows because they are too long for the model.</summary>
public sealed class WindowsTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private const string Question = "Who approves refunds?";
    private const string AnswerPassage = "Refunds are approved by the finance lead, Maria Okafor.";

    [Theory]
    [InlineData(250, 1)]
    [InlineData(251, 3)]
    [InlineData(350, 3)]
    [InlineData(351, 4)]
    public void SplitIntoWindows_ByLength_StartAHundredTokensApart(int words, int expected)
    {
        IReadOnlyList<PairWindow> windows = shipped.Model.SplitIntoWindows(Question, string.Join(' ', Enumerable.Repeat("oven", words)));
        Assert.Equal(expected, windows.Count);
        Assert.Equal(words, windows[^1].Tokens.Offsets[windows[^1].SecondStart + windows[^1].SecondCount - 1].End / 5 + 1);
        if (expected > 1) Assert.All(windows, window => Assert.Equal(150, window.SecondCount));
        for (int i = 1; i < windows.Count; i++)
        {
            PairWindow previous = windows[i - 1], current = windows[i];
            int previousEnd = previous.Tokens.Offsets[previous.SecondStart + 149].End;
            int currentStart = current.Tokens.Offsets[current.SecondStart].Start;
            Assert.True(currentStart <= previousEnd, $"tokens between windows {i - 1} and {i} are missing");
        }
    }

    [Fact]
    public void Score_HundredKilobytePassage_FindsAnswerNearEnd()
    {
        string filler = string.Concat(Enumerable.Repeat("Bread is baked at four in the morning. ", 2_600));
        int start = 100_000 / 39 * 39;
        string passage = filler.Insert(start, AnswerPassage + " ");

        PassageScore score = shipped.Model.Score(Question, passage);

        AnswerSpan answer = score.Answer!.Value;
        Assert.InRange(answer.Start, start, start + AnswerPassage.Length);
        Assert.InRange(answer.End, answer.Start + 1, start + AnswerPassage.Length);
        Assert.True(score.Logit > shipped.Model.Score(Question, "Bread is baked at four in the morning.").Logit);
    }

    [Fact]
    public void Score_QueryOverTokenLimit_IsTruncatedAndPassageKept()
    {
        string query = string.Concat(Enumerable.Repeat("refunds approved ", 2_000));
        PairWindow window = Assert.Single(shipped.Model.SplitIntoWindows(query, AnswerPassage));
        Assert.True(window.Tokens.Ids.Length <= shipped.Model.MaxTokens);
        Assert.Equal("Okafor.", AnswerPassage[^7..]);
        Assert.True(float.IsFinite(shipped.Model.Score(query, AnswerPassage).Logit));
    }

    [Fact]
    public void Score_EmptyPassage_HasAScoreAndNoAnswer()
    {
        PassageScore score = shipped.Model.Score(Question, "");
        Assert.True(float.IsFinite(score.Logit));
        Assert.Null(score.Answer);
    }

    [Theory]
    [InlineData("Возвраты одобряет финансовый директор Мария Окафор.")]
    [InlineData("返金は財務責任者のマリア・オカフォーが承認します。")]
    [InlineData("Refunds 😀🇫🇷 are approved by María Ökafor \u202e\u0301.")]
    public void Score_MixedScripts_MarksWholeCharacters(string passage)
    {
        AnswerSpan answer = shipped.Model.Score("Who approves refunds? Кто? 誰?", passage).Answer!.Value;
        Assert.InRange(answer.Start, 0, answer.End);
        Assert.InRange(answer.End, answer.Start, passage.Length);
        Assert.False(answer.End < passage.Length && char.IsLowSurrogate(passage[answer.End]));
        Assert.False(answer.Start < passage.Length && char.IsLowSurrogate(passage[answer.Start]));
    }
}
