using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class RefusalBufferTests
{
    [Fact]
    public void Add_ARefusal_IsNeverReleased()
    {
        RefusalBuffer buffer = new();
        Assert.All(["The ", "passages do ", "not answer ", "this question."], piece => Assert.Empty(buffer.Add(piece)));
        Assert.Equal(("", ""), (buffer.Complete(), buffer.Text));
    }

    [Fact]
    public void Add_AnAnswer_IsReleasedOnceItCannotBecomeARefusal()
    {
        RefusalBuffer buffer = new();
        Assert.Equal(["", "", "The shop \"opens", " at nine.\""], new[] { "The ", "shop ", "\"opens", " at nine.\"" }.Select(buffer.Add));
        Assert.Equal(("", "The shop \"opens at nine.\""), (buffer.Complete(), buffer.Text));
    }

    [Fact]
    public void Complete_AShortAnswerThatIsHeldBack_ReleasesIt()
    {
        RefusalBuffer buffer = new();
        Assert.Empty(buffer.Add("The shop."));
        Assert.Equal("The shop.", buffer.Complete());
        Assert.Equal("The shop.", buffer.Text);
    }
}
