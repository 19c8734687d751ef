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
    public void In_OtherFormsOfTheWords_AreFoundWhereTheyStand()
    {
        const string Text = "Refunding: the OVENS' refund, getUserRefund() and the fund.";
        Assert.Equal(["Refunding", "OVENS", "refund", "Refund"], Words("refunds oven").FindMatches(Text).Select(match => Text[match.Start..match.End]));
    }

    [Fact]
    public void In_RareWords_WeighMore()
    {
        IReadOnlyList<TermMatch> matches = Words("oven refund").FindMatches("oven refund");
        Assert.True(matches[1].Weight > matches[0].Weight);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("-oven")]
    public void In_QueryWithoutWords_FindsNothing(string query) => Assert.Empty(Words(query).FindMatches("the oven"));

    [Fact]
    public void In_StopWordsAlone_AreFoundAsTheQueryHasNoOthers() => Assert.Single(Words("the").FindMatches("the oven"));

    private QueryTermMatcher Words(string query)
    {
        using ILexicalSnapshot snapshot = _index.Snapshot();
        return snapshot.CreateTermMatcher(query);
    }
}
