using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

/// <summary>What words count beside meaning.</summary>
public sealed class RankingWeightsTests
{
    private const string Question = "how long does the horn sound?", Keywords = "horn fog";

    /// <summary>Scores from 10 downwards, so that the tenth hit has what the first has less what is named.</summary>
    [Theory]
    [InlineData(Question, 4, 0.48)]
    [InlineData(Keywords, 4, 0.4)]
    [InlineData(Question, 0, 0.2)]
    [InlineData(Question, 9, 0.6)]
    [InlineData(Keywords, 9, 0.6)]
    public void OfWords_ByHowFarTheBestStandsOut_IsWithinItsBounds(string query, float drop, float expected) =>
        Assert.Equal(expected, RankingWeights.ComputeLexicalWeight(query, Falling(10, drop)), 1e-6);

    [Fact]
    public void OfWords_FewerThanTenHits_StandOutOverNone() => Assert.Equal(0.6f, RankingWeights.ComputeLexicalWeight(Question, Falling(9, 0)));

    [Fact]
    public void OfWords_NoHits_IsTheLeast() => Assert.Equal(0.2f, RankingWeights.ComputeLexicalWeight(Question, []));

    [Fact]
    public void Fuse_ByItsWeight_PutsTheBestByWordsOrByMeaningFirst()
    {
        Hit[] lexical = [new(1, 9), new(2, 3)], dense = [new(2, 0.9f), new(1, 0.5f)];

        Assert.Equal(1, RankingWeights.Fuse(lexical, dense, 0.8f)[0].ChunkId);
        Assert.Equal(2, RankingWeights.Fuse(lexical, dense, 0.2f)[0].ChunkId);
    }

    private static Hit[] Falling(int count, float drop) => [.. Enumerable.Range(0, count).Select(i => new Hit(i, 10 - drop * i / 9f))];
}
