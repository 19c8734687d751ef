using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class AnswerPromptTests
{
    [Theory]
    [InlineData("The passages do not answer this question.", true)]
    [InlineData("The following passages do not answer this question.", true)]
    [InlineData("The shop opens at nine. \"At nine.\" [1]", false)]
    [InlineData("Nine. \"It does not answer this question.\" [1]", false)]
    public void Refuses_OnlyWhatSaysNoMore(string text, bool expected) => Assert.Equal(expected, AnswerPrompt.Refuses(text));

    /// <summary>A refusal is never shown in part: each of its beginnings is held until it is told apart.</summary>
    [Fact]
    public void MayRefuse_EveryBeginningOfARefusal_IsHeld()
    {
        const string Refusal = "The passages do not answer this question.";
        Assert.All(Enumerable.Range(0, Refusal.Length + 1), length => Assert.True(AnswerPrompt.MayRefuse(Refusal[..length])));
        Assert.False(AnswerPrompt.MayRefuse("Nine"));
        Assert.False(AnswerPrompt.MayRefuse("The shop. \""));
    }

    [Fact]
    public void Compose_Passages_AreNumberedAndTheQuestionComesLast() =>
        Assert.Equal("[1] One.\n\n[2] Two.\n\nQuestion: who is it?", AnswerPrompt.Compose("who\n is it?", ["One.", "Two."]));
}
