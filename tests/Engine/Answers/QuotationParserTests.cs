using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class QuotationParserTests
{
    [Fact]
    public void Of_TheDecodersForm_PartsClaimQuoteAndPassage()
    {
        Quotation only = Assert.Single(QuotationParser.Parse("Maria Okafor. \"Shift managers open the shop.\" [1]"));
        Assert.Equal(new Quotation("Maria Okafor.", "Shift managers open the shop.", 1, 49), only);
    }

    [Fact]
    public void Of_SeveralMarks_GivesEachItsOwn()
    {
        IReadOnlyList<Quotation> found = QuotationParser.Parse("Nine. \"At nine.\" [2] It closes at six [10]. Nothing more.");
        Assert.Equal([new Quotation("Nine.", "At nine.", 2, 20), new Quotation("It closes at six", "", 10, 42)], found);
    }

    [Fact]
    public void Of_QuoteThatQuotes_KeepsTheInnerMarks() =>
        Assert.Equal("It said \"no\" and left.", Assert.Single(QuotationParser.Parse("No. \"It said \"no\" and left.\" [3]")).Quote);

    [Fact]
    public void Of_NoMark_IsNone() => Assert.Empty(QuotationParser.Parse("The passages do not answer this question."));
}
