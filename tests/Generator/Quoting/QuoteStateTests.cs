using System.Text;
using SearchEngine.Generator.Quoting;

namespace SearchEngine.Generator.Tests.Quoting;

public sealed class QuoteStateTests
{
    private static readonly QuotableTexts Evidence = new(
        ["The shop opens at nine.", "It said \"no\" and left. The shop opens late."],
        requireComplete: false);

    [Theory]
    [InlineData("Anything [7] goes outside", true)]
    [InlineData("At nine. \"The shop opens at nine.\" [1] And more", true)]
    [InlineData("\"The shop opens", true)]
    [InlineData("\"The shop opens\" [1]", true)]
    [InlineData("\"The shop opens\" [2]", true)]
    [InlineData("\"The shop opens at nine.\" [2]", false)]
    [InlineData("\"The shop closes", false)]
    [InlineData("\"\" [1]", false)]
    [InlineData("\"The shop\" is", false)]
    [InlineData("\"The shop\" [3", false)]
    [InlineData("\"The shop\" []", false)]
    [InlineData("\"It said \"no\" and left.\" [2]", true)]
    [InlineData("\"It said \" [2]", true)]
    [InlineData("\"nine.It", false)]
    public void Advance_EachByte_AllowsOnlyQuotesFromTheEvidence(string text, bool isAllowed)
    {
        QuoteState state = QuoteState.Free;
        foreach (byte unit in Encoding.UTF8.GetBytes(text)) state = state == QuoteState.Dead ? state : state.Advance(unit, Evidence);
        Assert.Equal(isAllowed, state != QuoteState.Dead);
    }

    [Fact]
    public void Advance_MoreThanNinePassages_AcceptsTwoDigits()
    {
        QuotableTexts many = new([.. Enumerable.Range(0, 12).Select(i => i == 11 ? "wanted" : "other")], requireComplete: false);
        QuoteState state = QuoteState.Free;
        foreach (byte unit in "\"wanted\" [12] free"u8) state = state.Advance(unit, many);
        Assert.Equal(QuoteState.Free, state);
    }
}
