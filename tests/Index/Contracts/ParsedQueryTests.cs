using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Tests.Contracts;

public sealed class ParsedQueryTests
{
    [Theory]
    [InlineData("plain words", "plain words", "", "")]
    [InlineData("a \"b c\" d", "a d", "b c", "")]
    [InlineData("a -b c", "a c", "", "b")]
    [InlineData("-b", "", "", "b")]
    [InlineData("a -\"b c\" d", "a d", "", "\"b c\"")]
    [InlineData("well-known - dash -", "well-known - dash -", "", "")]
    [InlineData("an open \"quote stays", "an open \"quote stays", "", "")]
    [InlineData("a:b AND (", "a:b AND (", "", "")]
    [InlineData("\"\"", "", "", "")]
    [InlineData("", "", "", "")]
    public void Parse_Query_SeparatesWordsPhrasesAndExclusions(string query, string words, string phrase, string excluded)
    {
        ParsedQuery parsed = ParsedQuery.Parse(query);

        Assert.Equal(query, parsed.Original);
        Assert.Equal(SplitWords(words), SplitWords(parsed.Words));
        Assert.Equal(phrase, string.Join('|', parsed.Phrases));
        Assert.Equal(excluded, string.Join('|', parsed.Excluded));
    }

    [Theory]
    [InlineData("refunds", "refunds", 1)]
    [InlineData("\"billing team\" days", "days billing team", 3)]
    [InlineData("billing -refunds", "billing", 1)]
    [InlineData("-billing", "", 0)]
    public void Text_Query_HasWordsAndPhrasesWithoutExclusions(string query, string text, int wordCount)
    {
        ParsedQuery parsed = ParsedQuery.Parse(query);

        Assert.Equal(SplitWords(text), SplitWords(parsed.Text));
        Assert.Equal(wordCount, parsed.WordCount);
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(13, 0)]
    public void Parse_MoreThanTwelveWords_TreatsQuotesAndMinusAsText(int words, int operators)
    {
        ParsedQuery parsed = ParsedQuery.Parse("\"a phrase\" -not " + string.Join("  ", Enumerable.Repeat("word", words - 3)));

        Assert.Equal(operators, parsed.Phrases.Count);
        Assert.Equal(operators, parsed.Excluded.Count);
    }

    [Fact]
    public void Parse_PastedTextFullOfQuotes_IsAllWords()
    {
        string pasted = string.Join(' ', Enumerable.Repeat("\"quote\" -x", 1000));

        ParsedQuery parsed = ParsedQuery.Parse(pasted);

        Assert.Empty(parsed.Phrases);
        Assert.Empty(parsed.Excluded);
        Assert.Equal(pasted, parsed.Words);
    }

    [Theory]
    [InlineData("who approves refunds", true)]
    [InlineData("  How's the oven lit", true)]
    [InlineData("the oven, when is it lit?", true)]
    [InlineData("谁批准退款？", true)]
    [InlineData("WHAT", true)]
    [InlineData("refund approval", false)]
    [InlineData("whatever happened", false)]
    [InlineData("", false)]
    public void Kind_QuestionMarkOrQuestionWord_IsQuestion(string query, bool expected) =>
        Assert.Equal(expected, ParsedQuery.Parse(query).Kind == QueryKind.Question);

    [Theory]
    [InlineData("refund approval by mail in the first week", true)]
    [InlineData("refund approval by mail in the first week today", false)]
    [InlineData("who approves", false)]
    public void Kind_UpToEightWordsWithoutAQuestion_IsKeywords(string query, bool expected) =>
        Assert.Equal(expected, ParsedQuery.Parse(query).Kind == QueryKind.Keywords);

    [Theory]
    [InlineData(1, 0f)]
    [InlineData(10, 0f)]
    [InlineData(12, 0.5f)]
    [InlineData(14, 1f)]
    [InlineData(30, 1f)]
    public void Verbosity_MoreWords_RisesFromZeroToOne(int words, float expected) =>
        Assert.Equal(expected, ParsedQuery.Parse(string.Join(' ', Enumerable.Repeat("word", words))).Verbosity);

    private static string[] SplitWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
