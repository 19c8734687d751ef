using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

/// <summary>What the nearness of a query's words adds to BM25.</summary>
public sealed class TermProximityTests : IDisposable
{
    private const string Together = "the steam engine was built by a smith in the north of the county", Apart = "the engine was built by a smith in the north with steam of the county",
        Turned = "the engine, steam was built by a smith in the north of the county", Other = "wheat and rye are milled at noon";

    private readonly TemporaryFolder _folder = new();
    private readonly LuceneLexicalIndex _index;

    public TermProximityTests()
    {
        _index = new LuceneLexicalIndex(_folder.Path, new LexicalOptions());
        Put([], Apart, Together, Turned, Other);
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void AddProximity_WordsNearEachOther_PutsTheirChunkFirst()
    {
        Assert.Equal([1L, 2, 3], Ids(Search("which steam engine")));

        Assert.Equal([2L, 3, 1], Ids(Near("which steam engine")));
    }

    [Fact]
    public void AddProximity_NearWords_AddsWhatTheFormulaSays()
    {
        // "steam engine": once beside each other, once turned round, once too far apart. Of 4 chunks 3 have each word; all have 14 words but the last, which has 7.
        double idf = Math.Log(1 + (4 - 3 + 0.5) / (3 + 0.5));
        Assert.All(Near("steam engine").Zip(Search("steam engine").OrderBy(hit => Place(hit.ChunkId))), pair =>
        {
            float saturation = Saturation(pair.Second.Score / 2, idf);
            float frequency = pair.First.ChunkId == 1 ? 0 : 1;
            Assert.Equal(pair.Second.Score + 0.5 * idf * 2.2 * frequency / (frequency + saturation), pair.First.Score, 1e-5);
        });
        static int Place(long chunk) => chunk == 1 ? 3 : (int)chunk - 2;

        // Each word's own part of the score is idf * 2.2 / (1 + saturation).
        static float Saturation(double part, double idf) => (float)(idf * 2.2 / part - 1);
    }

    [Theory]
    [InlineData("engine")]
    [InlineData("the of a")]
    [InlineData("engine zebra")]
    [InlineData("\"steam engine\"")]
    [InlineData("")]
    public void AddProximity_NoTwoWordsThatBothOccur_LeavesHitsAsTheyAre(string query) => Assert.Equal(Search(query), Near(query));

    [Fact]
    public void AddProximity_AfterChangesAndOverSegments_IsThatOfAnIndexMadeAnew()
    {
        _index.Update([2], [new ChunkWords(5, "", "", Together), new ChunkWords(6, "Steam engine", "", Other)], new DerivedStamp("test", 2));
        using TemporaryFolder other = new();
        using LuceneLexicalIndex anew = new(other.Path, new LexicalOptions());
        anew.Update([], [new(1, "", "", Apart), new(3, "", "", Turned), new(4, "", "", Other), new(5, "", "", Together), new(6, "Steam engine", "", Other)], new DerivedStamp("test", 1));

        IReadOnlyList<Hit> near = Near("who built a steam engine");

        Assert.Equal(Near("who built a steam engine", anew), near);
        Assert.DoesNotContain(2, Ids(near));
        Assert.True(near.Single(hit => hit.ChunkId == 6).Score > Search("who built a steam engine").Single(hit => hit.ChunkId == 6).Score);
    }

    private void Put(long[] removed, params string[] texts) => _index.Update(removed, texts.Select((text, i) => new ChunkWords(i + 1, "", "", text)), new DerivedStamp("test", 1));

    private IReadOnlyList<Hit> Search(string query) => _index.Search(query, 10);

    private IReadOnlyList<Hit> Near(string query, LuceneLexicalIndex? index = null)
    {
        using ILexicalSnapshot snapshot = (index ?? _index).Snapshot();
        return snapshot.AddProximity(query, snapshot.Search(query, 10));
    }

    private static long[] Ids(IReadOnlyList<Hit> hits) => [.. hits.Select(hit => hit.ChunkId)];
}
