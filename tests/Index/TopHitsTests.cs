using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Tests;

public sealed class TopHitsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(5000)]
    public void Drain_AnyOrderWithTies_EqualsAFullSort(int count)
    {
        Random random = new(count);
        TopHits top = new(count);
        List<Hit> all = [];
        for (int i = 0; i < 2000; i++)
        {
            Hit hit = new(random.Next(10_000), random.Next(50));
            all.Add(hit);
            top.Add(hit.ChunkId, hit.Score);
        }
        Assert.Equal(all.Order().Take(count), top.Drain());
    }
}
