using SearchEngine.Index.Contracts;
using SearchEngine.Index.Fusion;

namespace SearchEngine.Index.Tests.Fusion;

public sealed class FusionTests
{
    private static readonly Hit[] Words = [new(1, 12), new(2, 6), new(3, 0)];
    private static readonly Hit[] Meaning = [new(3, 0.9f), new(4, 0.8f), new(1, 0.7f)];

    [Fact]
    public void Weighted_TwoLists_SumsNormalizedScores() =>
        Assert.Equal([new Hit(3, 0.6f), new Hit(1, 0.4f), new Hit(4, 0.3f), new Hit(2, 0.2f)],
            WeightedFusion.Fuse(new(Words, 0.4f), new(Meaning, 0.6f)), (a, b) => a.ChunkId == b.ChunkId && Math.Abs(a.Score - b.Score) < 1e-6f);

    [Fact]
    public void Weighted_WithAFloor_MeasuresFromThere()
    {
        IReadOnlyList<Hit> fused = WeightedFusion.Fuse(new WeightedList([new(1, 4), new(2, 3), new(3, -1)], 1, Floor: 0));
        Assert.Equal([new Hit(1, 1), new Hit(2, 0.75f), new Hit(3, 0)], fused);
    }

    [Fact]
    public void Weighted_EqualScores_AllCountOne() =>
        Assert.Equal([new Hit(1, 2), new Hit(2, 2)], WeightedFusion.Fuse(new WeightedList([new(2, 5), new(1, 5)], 2)));

    [Fact]
    public void Weighted_OneListEmpty_KeepsTheOthersOrder() =>
        Assert.Equal([1L, 2, 3], WeightedFusion.Fuse(new(Words, 1), new([], 1)).Select(hit => hit.ChunkId));

    [Fact]
    public void ReciprocalRank_TwoLists_SumsReciprocals() =>
        Assert.Equal([new Hit(1, 1f / 61 + 1f / 63), new Hit(3, 1f / 63 + 1f / 61), new Hit(2, 1f / 62), new Hit(4, 1f / 62)],
            ReciprocalRankFusion.Fuse(new(Words, 1), new(Meaning, 1)));

    [Fact]
    public void Fusions_OfNothing_AreEmpty()
    {
        Assert.Empty(WeightedFusion.Fuse());
        Assert.Empty(ReciprocalRankFusion.Fuse(new WeightedList([], 1)));
    }
}
