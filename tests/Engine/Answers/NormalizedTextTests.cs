using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class NormalizedTextTests
{
    [Theory]
    [InlineData("  one\n\n two\tthree ", "one two three")]
    [InlineData("## The dough\nRest **30 minutes**.", "The dough Rest 30 minutes.")]
    [InlineData("C# and F# at #5", "C# and F# at #5")]
    [InlineData("a_b 2*3", "a_b 2*3")]
    [InlineData("| a | b |", "a b")]
    [InlineData("", "")]
    public void Text_OfADocument_IsOneLine(string text, string expected) => Assert.Equal(expected, new NormalizedText(text, 0).Text);

    [Fact]
    public void GetOriginalSpan_PartOfTheText_IsItsSpanInTheDocument()
    {
        const string Document = "Before. Rest\n  **30**   minutes, under a cloth.";
        NormalizedText flat = new(Document.AsSpan(8), 8);
        int at = flat.Text.IndexOf("30 minutes", StringComparison.Ordinal);
        TextSpan span = flat.GetOriginalSpan(at, "30 minutes".Length);
        Assert.Equal("30**   minutes", Document[span.Start..span.End]);
    }
}
