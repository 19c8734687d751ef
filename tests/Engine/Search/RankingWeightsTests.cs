using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class RankingWeightsTests
{
    private const bool Question = true, Keywords = false;

    /// <summary>The scores fall linearly from 10 to 10 - drop at the tenth hit.</summary>
    [Theory]
    [InlineData(Question, 4, 0.48)]
    [InlineData(Keywords, 4, 0.4)]
    [InlineData(Question, 0, 0.2)]
    [InlineData(Question, 9, 0.6)]
    [InlineData(Keywords, 9, 0.6)]
    public void ComputeLexicalWeight_LargerMarginOfTheBestHit_IsLargerWithinBounds(bool isQuestion, float drop, float expected) =>
        Assert.Equal(expected, RankingWeights.ComputeLexicalWeight(ToKind(isQuestion), Falling(10, drop)), 1e-6);

    [Fact]
    public void ComputeLexicalWeight_FewerThanTenHits_IsTheMaximum() =>
        Assert.Equal(0.6f, RankingWeights.ComputeLexicalWeight(QueryKind.Question, Falling(9, 0)));

    [Fact]
    public void ComputeLexicalWeight_NoHits_IsTheMinimum() =>
        Assert.Equal(0.2f, RankingWeights.ComputeLexicalWeight(QueryKind.Question, []));

    [Fact]
    public void Fuse_LexicalWeight_DecidesWhichBestHitIsFirst()
    {
        Hit[] lexical = [new(1, 9), new(2, 3)], dense = [new(2, 0.9f), new(1, 0.5f)];

        Assert.Equal(1, RankingWeights.Fuse(lexical, dense, 0.8f)[0].ChunkId);
        Assert.Equal(2, RankingWeights.Fuse(lexical, dense, 0.2f)[0].ChunkId);
    }

    private static QueryKind ToKind(bool isQuestion) => isQuestion ? QueryKind.Question : QueryKind.Keywords;

    private static Hit[] Falling(int count, float drop) => [.. Enumerable.Range(0, count).Select(i => new Hit(i, 10 - drop * i / 9f))];
}
