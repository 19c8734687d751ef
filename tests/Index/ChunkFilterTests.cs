using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Tests;

public sealed class ChunkFilterTests
{
    [Fact]
    public void FromIds_Ids_ContainsThemAndNoOthers()
    {
        ChunkFilter filter = ChunkFilter.FromIds([5, 64, 63, 5, 100_000]);
        Assert.Equal(4, filter.Count);
        Assert.Equal([5L, 63, 64, 100_000], Enumerable.Range(-10, 200_000).Select(i => (long)i).Where(filter.Contains));
        Assert.False(filter.Contains(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChunkFilter.FromIds([-1]));
    }

    [Fact]
    public void Intersect_TwoSets_ReturnsTheirIntersection()
    {
        ChunkFilter both = ChunkFilter.FromIds([1, 2, 300]).And(ChunkFilter.FromIds([2, 3]));
        Assert.Equal((1, true), (both.Count, both.Contains(2)));
    }

    [Fact]
    public void NextAndCountBetween_AnyRange_AgreeWithTheIds()
    {
        long[] ids = [0, 1, 62, 63, 64, 65, 127, 128, 200, 511, 512];
        ChunkFilter filter = ChunkFilter.FromIds(ids);
        for (long first = -3; first < 700; first++)
        {
            Assert.Equal(ids.Append(-1).First(id => id >= first || id < 0), filter.FindNext(first));
            for (long last = first - 2; last < 700; last += 3) Assert.Equal(
                ids.Count(id => id >= first && id <= last),
                filter.CountBetween(first, last));
        }
    }
}
