using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class QueryTermMatcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LexicalIndex _index;

    public QueryTermMatcherTests()
    {
        _index = new LexicalIndex(_folder.Path, new LexicalOptions());
        string[] texts = ["the oven is hot", "the oven is cold", "refunds are rare"];
        _index.Update([], texts.Select((text, i) => new ChunkWords(i + 1, "", "", text)), new DerivedStamp("test", 1));
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void FindMatches_OtherFormsOfTheWords_AreFound()
    {
        const string Text = "Refunding: the OVENS' refund, getUserRefund() and the fund.";
        IReadOnlyList<TermMatch> matches = CreateMatcher("refunds oven").FindMatches(Text);

        Assert.Equal(["Refunding", "OVENS", "refund", "Refund"], matches.Select(match => Text[match.Start..match.End]));
    }

    [Fact]
    public void FindMatches_RareWords_HaveLargerWeights()
    {
        IReadOnlyList<TermMatch> matches = CreateMatcher("oven refund").FindMatches("oven refund");
        Assert.True(matches[1].Weight > matches[0].Weight);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("-oven")]
    public void FindMatches_QueryWithoutWords_FindsNothing(string query) =>
        Assert.Empty(CreateMatcher(query).FindMatches("the oven"));

    [Fact]
    public void FindMatches_QueryOfStopWordsOnly_FindsThem() =>
        Assert.Single(CreateMatcher("the").FindMatches("the oven"));

    private QueryTermMatcher CreateMatcher(string query)
    {
        using LexicalSnapshot snapshot = _index.Snapshot();
        return snapshot.CreateTermMatcher(ParsedQuery.Parse(query));
    }
}
