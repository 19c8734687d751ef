using SearchEngine.Index.Lexical;

namespace SearchEngine.Index.Tests.Lexical;

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
    public void Parse_Query_TellsWordsPhrasesAndExclusions(string query, string words, string phrase, string excluded)
    {
        ParsedQuery syntax = ParsedQuery.Parse(query);
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), syntax.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(phrase, string.Join('|', syntax.Phrases));
        Assert.Equal(excluded, string.Join('|', syntax.Excluded));
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(13, 0)]
    public void Parse_MoreWordsThanADozen_TakesQuotesAndDashesForPunctuation(int words, int operators)
    {
        string query = "\"a phrase\" -not " + string.Join("  ", Enumerable.Repeat("word", words - 3));
        ParsedQuery syntax = ParsedQuery.Parse(query);
        Assert.Equal(operators, syntax.Phrases.Count);
        Assert.Equal(operators, syntax.Excluded.Count);
    }

    [Fact]
    public void Parse_PastedTextFullOfQuotes_IsAllWords()
    {
        string pasted = string.Join(' ', Enumerable.Repeat("\"quote\" -x", 1000));
        ParsedQuery syntax = ParsedQuery.Parse(pasted);
        Assert.Empty(syntax.Phrases);
        Assert.Empty(syntax.Excluded);
        Assert.Equal(pasted, syntax.Words);
    }
}
