using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

/// <summary>What words of a query that occur together add to BM25.</summary>
public sealed class ProximityRescorerTests : IDisposable
{
    private const string Together = "the steam engine was built by a smith in the north of the county", Apart = "the engine was "
        + "built by a smith in the north with steam of the county",
        Turned = "the engine, steam was built by a smith in the north of the county", Other = "wheat and rye are milled at noon";

    private readonly TemporaryFolder _folder = new();
    private readonly LexicalIndex _index;

    public ProximityRescorerTests()
    {
        _index = new LexicalIndex(_folder.Path, new LexicalOptions());
        Put([], Apart, Together, Turned, Other);
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void ScoreTogether_WordsNearEachOther_PutsTheirChunkFirst()
    {
        Assert.Equal([1L, 2, 3], Ids(Search("which steam engine")));

        Assert.Equal([2L, 3, 1], Ids(Near("which steam engine")));
    }

    [Fact]
    public void ScoreTogether_NearWords_AddsWhatTheFormulaSays()
    {
        // Each chunk has both words, so the share is 1. "steam engine": once beside each other, once turned round, once
        // too far apart. Of 4 chunks 3 have each word; all have 14 words but the last, which has 7.
        double idf = Math.Log(1 + (4 - 3 + 0.5) / (3 + 0.5));
        Assert.All(Near("steam engine").Zip(Search("steam engine").OrderBy(hit => Place(hit.ChunkId))), pair =>
        {
            float saturation = Saturation(pair.Second.Score / 2, idf);
            float frequency = pair.First.ChunkId == 1 ? 0 : 1;
            Assert.Equal(pair.Second.Score + 1.5 * idf * 2.2 * frequency / (frequency + saturation), pair.First.Score, 1e-5);
        });
        static int Place(long chunk) => chunk == 1 ? 3 : (int)chunk - 2;

        // Each word's own part of the score is idf * 2.2 / (1 + saturation).
        static float Saturation(double part, double idf) => (float)(idf * 2.2 / part - 1);
    }

    /// <summary>
    /// Of "steam", "engine" and "wheat" a chunk with the first two has twice idf(3 of 4) of twice idf(3 of 4) and once
    /// idf(1 of 4).
    /// </summary>
    [Fact]
    public void ScoreTogether_PartOfTheQuery_CountsByItsShare()
    {
        const string Query = "steam engine wheat";
        double common = Math.Log(1 + (4 - 3 + 0.5) / (3 + 0.5)), rare = Math.Log(1 + (4 - 1 + 0.5) / (1 + 0.5)), sum = 2 * common + rare;
        Dictionary<long, float> before = Search(Query).ToDictionary(
            hit => hit.ChunkId,
            hit => hit.Score), after = Near(Query).ToDictionary(hit => hit.ChunkId, hit => hit.Score);
        Assert.Equal(before[4] * Math.Pow(rare / sum, 0.25), after[4], 1e-5);
        Assert.Equal(before[1] * Math.Pow(2 * common / sum, 0.25), after[1], 1e-5);
    }

    [Theory]
    [InlineData("engine")]
    [InlineData("the of a")]
    [InlineData("engine zebra")]
    [InlineData("\"steam engine\"")]
    [InlineData("")]
    public void ScoreTogether_NoTwoWordsThatBothOccur_LeavesHitsAsTheyAre(string query) => Assert.Equal(Search(query), Near(query));

    [Fact]
    public void ScoreTogether_AfterChangesAndOverSegments_IsThatOfAnIndexMadeAnew()
    {
        _index.Update(
            [2],
            [new ChunkWords(5, "", "", Together), new ChunkWords(6, "Steam engine", "", Other)],
            new DerivedStamp("test", 2));
        using TemporaryFolder other = new();
        using LexicalIndex anew = new(other.Path, new LexicalOptions());
        anew.Update(
            [],
            [
                new(1, "", "", Apart),
                new(3, "", "", Turned),
                new(4, "", "", Other),
                new(5, "", "", Together),
                new(6, "Steam engine", "", Other),
            ],
            new DerivedStamp("test", 1));

        IReadOnlyList<Hit> near = Near("who built a steam engine");

        Assert.Equal(Near("who built a steam engine", anew), near);
        Assert.DoesNotContain(2, Ids(near));
        Assert.True(near.Single(hit => hit.ChunkId == 6).Score > Search("who built a steam engine").Single(hit => hit.ChunkId == 6).Score);
    }

    private void Put(long[] removed, params string[] texts) =>
        _index.Update(removed, texts.Select((text, i) => new ChunkWords(i + 1, "", "", text)), new DerivedStamp("test", 1));

    private IReadOnlyList<Hit> Search(string query) => _index.Search(query, 10);

    private IReadOnlyList<Hit> Near(string query, LexicalIndex? index = null)
    {
        using LexicalSnapshot snapshot = (index ?? _index).Snapshot();
        ParsedQuery parsed = ParsedQuery.Parse(query);
        return snapshot.RescoreByProximity(parsed, snapshot.Search(parsed, 10, snapshot.MatchConditions(parsed)));
    }

    private static long[] Ids(IReadOnlyList<Hit> hits) => [.. hits.Select(hit => hit.ChunkId)];
}
