using SearchEngine.Index.Contracts;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class RerankBlendTests
{
    private static readonly Hit[] Fused = [new(1, 0.9f), new(2, 0.8f), new(3, 0.5f), new(4, 0.4f), new(5, 0.1f)];

    [Fact]
    public void Rank_WeightZero_KeepsTheFusedOrder() => Assert.Equal(Fused, RerankBlend.Rank(Fused, Scored(0.5f, 0, 1), 0));

    [Fact]
    public void Rank_WeightOne_OrdersByTheCrossEncoderOnly() =>
        Assert.Equal([3, 1, 2, 4, 5], Ids(RerankBlend.Rank(Fused, Scored(0.5f, 0, 1), 1)));

    [Fact]
    public void Rank_WeightBetween_BlendsNormalizedScores()
    {
        IReadOnlyList<Hit> ranked = RerankBlend.Rank(Fused, Scored(0.5f, 0, 1), 0.25f);
        // Fused 1, 0.75, 0; probabilities 0.5, 0, 1; blended 0.875, 0.5625, 0.25, scaled to the range above the first unscored hit.
        Assert.Equal([1, 2, 3, 4, 5], Ids(ranked));
        float[] blended = [0.875f, 0.5625f, 0.25f];
        for (int i = 0; i < blended.Length; i++) Assert.Equal(0.4f + 0.5f * blended[i], ranked[i].Score, 1e-6f);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(1f)]
    public void Rank_UnscoredHits_KeepOrderAndScoreBelow(float weight)
    {
        IReadOnlyList<Hit> ranked = RerankBlend.Rank(Fused, Scored(0.02f, 0.01f), weight);
        Assert.Equal(Fused[2..], ranked.Skip(2));
        for (int i = 1; i < ranked.Count; i++) Assert.True(ranked[i].Score < ranked[i - 1].Score, $"{i} ties");
    }

    [Fact]
    public void Rank_AnswerSpan_HasAFifthOfTheWeight()
    {
        Dictionary<long, RerankedHit> scored = Scored(0.5f, 0.5f, 0.5f);
        scored[3] = scored[3] with { Score = new PassageScore(0, 0.5f, new AnswerSpan(0, 1, 4), 0) };

        IReadOnlyList<Hit> ranked = RerankBlend.Rank(Fused, scored, 1);

        Assert.Equal(3, ranked[0].ChunkId);
        Assert.Equal(0.4 + 0.5 * (0.8 * 0.5 + 0.2 / (1 + Math.Exp(-2))), ranked[0].Score, 1e-6);
    }

    [Fact]
    public void Rank_ScoredSentences_AddTheirProbability()
    {
        Dictionary<long, RerankedHit> scored = Scored(0.5f, 0.4f, 0.3f);
        foreach ((long chunk, float probability) in new[] { (1L, 0.1f), (2L, 0.9f) })
        {
            scored[chunk] = scored[chunk] with { Sentence = new ScoredSentence(new TextSpan(0, 1), null, false, 0, probability, null) };
        }

        IReadOnlyList<Hit> ranked = RerankBlend.Rank(Fused, scored, 1);

        Assert.Equal([2, 1, 3, 4, 5], Ids(ranked));
        // Blended 0.5, 0.4, 0.3 with weight 1; sentences 0.1, 0.9 and none with weight 0.8.
        double[] expected = [(0.4 + 0.8 * 0.9) / 1.8, (0.5 + 0.8 * 0.1) / 1.8, 0.3 / 1.8];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(0.4 + 0.5 * expected[i], ranked[i].Score, 1e-6);
    }

    [Fact]
    public void Rank_EqualScoresThroughout_KeepsTheFusedOrder()
    {
        Hit[] equal = [new(1, 0.5f), new(2, 0.5f), new(3, 0.5f)];
        Assert.Equal([1, 2, 3], Ids(RerankBlend.Rank(equal, Scored(equal, 0.2f, 0.2f, 0.2f), 0.5f)));
    }

    private static IEnumerable<long> Ids(IReadOnlyList<Hit> hits) => hits.Select(hit => hit.ChunkId);

    private static Dictionary<long, RerankedHit> Scored(params float[] probabilities) => Scored(Fused, probabilities);

    private static Dictionary<long, RerankedHit> Scored(Hit[] fused, params float[] probabilities) =>
        fused.Zip(probabilities).ToDictionary(
            pair => pair.First.ChunkId,
            pair => new RerankedHit(1, pair.First.Score, new PassageScore(0, pair.Second, null, null)));
}
