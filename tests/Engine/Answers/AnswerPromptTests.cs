using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class AnswerPromptTests
{
    [Theory]
    [InlineData("The passages do not answer this question.", true)]
    [InlineData("The following passages do not answer this question.", true)]
    [InlineData("The shop opens at nine. \"At nine.\" [1]", false)]
    [InlineData("Nine. \"It does not answer this question.\" [1]", false)]
    public void IsRefusal_Text_IsTrueForRefusalsOnly(string text, bool expected) => Assert.Equal(expected, AnswerPrompt.IsRefusal(text));

    /// <summary>A refusal is never shown in part: every prefix of it is held back.</summary>
    [Fact]
    public void MayBecomeRefusal_EveryPrefixOfARefusal_IsTrue()
    {
        const string Refusal = "The passages do not answer this question.";
        Assert.All(Enumerable.Range(0, Refusal.Length + 1), length => Assert.True(AnswerPrompt.MayBecomeRefusal(Refusal[..length])));
        Assert.False(AnswerPrompt.MayBecomeRefusal("Nine"));
        Assert.False(AnswerPrompt.MayBecomeRefusal("The shop. \""));
    }

    [Fact]
    public void Compose_Passages_AreNumberedAndTheQuestionComesLast() =>
        Assert.Equal("[1] One.\n\n[2] Two.\n\nQuestion: who is it?", AnswerPrompt.Compose("who\n is it?", ["One.", "Two."]));
}
