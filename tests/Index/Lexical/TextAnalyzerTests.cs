using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class TextAnalyzerTests
{
    private static List<string> Terms(string text, bool keepStopWords = true)
    {
        using TextAnalyzer analyzer = new(keepStopWords, new LexicalOptions());
        return [.. QueryTerms.CountTerms(analyzer, text).Keys];
    }

    [Theory]
    [InlineData("getUserById", "getuserbyid get user by id")]
    [InlineData("snake_case_name", "snake_case_nam snake case name")]
    [InlineData("net10.0", "net10.0 net10 0")]
    [InlineData("System.Text.Json", "system.text.json system text json")]
    [InlineData("version 1.0.21!", "version 1.0.21 1 0 21")]
    [InlineData("C# and C++, F#", "c# and c++ f#")]
    [InlineData("#topic i++ topic#anchor", "topic i++ anchor")]
    [InlineData("well-known", "well known")]
    [InlineData("the teacher's refunds", "the teacher refund")]
    [InlineData("café naïve", "cafe naiv")]
    [InlineData("退款policy", "退 款 polici")]
    [InlineData("… — !?", "")]
    [InlineData("word.", "word")]
    [InlineData("𝐀𠀀", "𝐀 𠀀")]
    public void Terms_ProseAndCode_AreWholeWordsAndParts(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Terms(text));

    [Fact]
    public void Terms_WithoutStopWords_LeavesThemOut() =>
        Assert.Equal(["ask", "refund"], Terms("How do I ask for a refund?", keepStopWords: false));

    [Fact]
    public void Terms_VeryLongRun_IsSplit()
    {
        List<string> terms = Terms(new string('x', 1000));
        Assert.All(terms, term => Assert.InRange(term.Length, 1, 255));
        Assert.NotEmpty(terms);
    }

    [Fact]
    public void Tokens_TextLongerThanTheBuffer_HaveTheirOffsets()
    {
        string text = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"word{i}"));
        using TextAnalyzer analyzer = new(keepStopWords: true, new LexicalOptions());
        for (int round = 0; round < 2; round++)
        {
            using TokenStream tokens = analyzer.GetTokenStream("body", text);
            ICharTermAttribute term = tokens.GetAttribute<ICharTermAttribute>();
            IOffsetAttribute offset = tokens.GetAttribute<IOffsetAttribute>();
            tokens.Reset();
            int count = 0;
            while (tokens.IncrementToken())
            {
                Assert.Equal(text[offset.StartOffset..offset.EndOffset], term.ToString());
                count++;
            }
            tokens.End();
            Assert.Equal((3000, text.Length), (count, offset.EndOffset));
        }
    }
}
