using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class RelevanceFeedbackTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "the oven bakes rye with a damper",
        "the damper of the oven sticks",
        "a damper alone, nothing about baking",
        "refunds are paid by mail",
        "mail is read at noon",
        "rye and wheat are milled",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly LexicalIndex _index;

    public RelevanceFeedbackTests()
    {
        _index = new LexicalIndex(_folder.Path, new LexicalOptions());
        _index.Update([], Texts.Select((text, i) => new ChunkWords(i + 1, "", "", text)), new DerivedStamp("test", 1));
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Search_Feedback_FindsChunksWithItsTermsBelowThoseOfTheQuery()
    {
        Assert.Equal([1L, 2], Ids(Search("oven")).Order());
        long[] found = Ids(Search("oven", new FeedbackPassage(Texts[0], 1), new FeedbackPassage(Texts[1], 1)));
        Assert.Equal([1L, 2], found.Take(2).Order());
        Assert.Contains(3L, found);
        Assert.DoesNotContain(4L, found);
    }

    [Fact]
    public void Search_Feedback_KeepsTheShareOfTheOriginalTerms()
    {
        // A passage that shares no term with the query cannot outweigh it.
        long[] found = Ids(Search("refunds", new FeedbackPassage("mail is read at noon", 1)));
        Assert.Equal(4, found[0]);
        Assert.Contains(5L, found);
    }

    [Fact]
    public void Search_FeedbackAndConditions_KeepsTheConditions()
    {
        long[] found = Ids(Search("oven -rye", new FeedbackPassage(Texts[0], 1), new FeedbackPassage(Texts[1], 1)));

        Assert.Equal([2L], found.Intersect([1L, 2]));
    }

    [Fact]
    public void Search_NoFeedback_EqualsPlainSearch() =>
        Assert.Equal(Search("oven rye"), Search("oven rye", []));

    private IReadOnlyList<Hit> Search(string query, params FeedbackPassage[] feedback)
    {
        ParsedQuery parsed = ParsedQuery.Parse(query);
        using LexicalSnapshot snapshot = _index.Snapshot();
        return snapshot.Search(parsed, 10, snapshot.MatchConditions(parsed), feedback);
    }

    private static long[] Ids(IReadOnlyList<Hit> hits) => [.. hits.Select(hit => hit.ChunkId)];
}
