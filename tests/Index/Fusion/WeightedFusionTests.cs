using SearchEngine.Index.Contracts;
using SearchEngine.Index.Fusion;

namespace SearchEngine.Index.Tests.Fusion;

public sealed class WeightedFusionTests
{
    private static readonly Hit[] Lexical = [new(1, 12), new(2, 6), new(3, 0)];
    private static readonly Hit[] Dense = [new(3, 0.9f), new(4, 0.8f), new(1, 0.7f)];

    [Fact]
    public void Fuse_TwoLists_AddsNormalizedScores() =>
        Assert.Equal(
            [new Hit(3, 0.6f), new Hit(1, 0.4f), new Hit(4, 0.3f), new Hit(2, 0.2f)],
            WeightedFusion.Fuse(new(Lexical, 0.4f), new(Dense, 0.6f)),
            (a, b) => a.ChunkId == b.ChunkId && Math.Abs(a.Score - b.Score) < 1e-6f);

    [Fact]
    public void Fuse_ListWithAFloor_NormalizesFromTheFloor()
    {
        IReadOnlyList<Hit> fused = WeightedFusion.Fuse(new WeightedList([new(1, 4), new(2, 3), new(3, -1)], 1, Floor: 0));
        Assert.Equal([new Hit(1, 1), new Hit(2, 0.75f), new Hit(3, 0)], fused);
    }

    [Fact]
    public void Fuse_EqualScores_AllScoreOne() =>
        Assert.Equal([new Hit(1, 2), new Hit(2, 2)], WeightedFusion.Fuse(new WeightedList([new(2, 5), new(1, 5)], 2)));

    [Fact]
    public void Fuse_OneListEmpty_KeepsTheOrderOfTheOther() =>
        Assert.Equal([1L, 2, 3], WeightedFusion.Fuse(new(Lexical, 1), new([], 1)).Select(hit => hit.ChunkId));

    [Fact]
    public void Fuse_NoLists_IsEmpty() => Assert.Empty(WeightedFusion.Fuse());
}
