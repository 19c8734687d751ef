using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class QuotationParserTests
{
    [Fact]
    public void Parse_QuotationOfTheDecoder_SplitsClaimQuoteAndNumber()
    {
        Quotation only = Assert.Single(QuotationParser.Parse("Maria Okafor. \"Shift managers open the shop.\" [1]"));
        Assert.Equal(new Quotation("Maria Okafor.", "Shift managers open the shop.", 1, 49), only);
    }

    [Fact]
    public void Parse_SeveralMarks_ReturnsOneQuotationEach()
    {
        IReadOnlyList<Quotation> found = QuotationParser.Parse("Nine. \"At nine.\" [2] It closes at six [10]. Nothing more.");
        Assert.Equal([new Quotation("Nine.", "At nine.", 2, 20), new Quotation("It closes at six", "", 10, 42)], found);
    }

    [Fact]
    public void Parse_NestedQuotationMarks_KeepsTheInnerOnes() =>
        Assert.Equal("It said \"no\" and left.", Assert.Single(QuotationParser.Parse("No. \"It said \"no\" and left.\" [3]")).Quote);

    [Fact]
    public void Parse_NoMark_ReturnsNothing() => Assert.Empty(QuotationParser.Parse("The passages do not answer this question."));
}
