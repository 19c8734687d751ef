using System.Text;
using SearchEngine.Generator.Quoting;

namespace SearchEngine.Generator.Tests.Quoting;

public sealed class QuotableTextsTests
{
    private const string First = "The mill has nine floors.", Second = "Ferries leave at 7:40.";

    [Theory]
    [InlineData("The mill has nine floors.", true)]
    [InlineData("The mill", false)]
    [InlineData("mill has nine floors.", false)]
    [InlineData("Ferries leave at 7:40.", true)]
    [InlineData("", false)]
    public void CanEnd_WholeTexts_AcceptsOnlyAWholeText(string quote, bool expected) =>
        Assert.Equal(expected, MayQuote(new QuotableTexts([First, "", Second], requireComplete: true), quote));

    [Theory]
    [InlineData("mill has nine", true)]
    [InlineData("mill leaves", false)]
    public void CanEnd_PartsOfTexts_AcceptsAnyPart(string quote, bool expected) =>
        Assert.Equal(expected, MayQuote(new QuotableTexts([First, Second], requireComplete: false), quote));

    [Fact]
    public void MaxQuotes_WholeTexts_CountsTheTextsThatAreNotEmpty()
    {
        Assert.Equal(2, new QuotableTexts([First, "", Second], requireComplete: true).MaxQuotes);
        Assert.Equal(SuffixAutomaton.None, new QuotableTexts(["", ""], requireComplete: true).StartState);
    }

    private static bool MayQuote(QuotableTexts texts, string quote)
    {
        int state = texts.StartState;
        foreach (byte unit in Encoding.UTF8.GetBytes(quote))
        {
            if (state != SuffixAutomaton.None) state = texts.GetNext(state, unit);
        }
        return state != SuffixAutomaton.None && texts.CanEnd(state);
    }
}
