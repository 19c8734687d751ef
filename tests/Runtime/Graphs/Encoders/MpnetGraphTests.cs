using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Tests.Graphs.Encoders;

public sealed class MpnetGraphTests
{
    /// <summary>32 buckets: 16 on either side, of which 8 hold one distance each and 8 grow logarithmically up to 128.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(-7, 7)]
    [InlineData(-8, 8)]
    [InlineData(-16, 10)]
    [InlineData(-32, 12)]
    [InlineData(-64, 14)]
    [InlineData(-127, 15)]
    [InlineData(-128, 15)]
    [InlineData(-511, 15)]
    [InlineData(1, 17)]
    [InlineData(8, 24)]
    [InlineData(511, 31)]
    public void GetBucket_EachDistance_MatchesTheReference(int distance, int bucket) =>
        Assert.Equal(bucket, MpnetGraph.GetBucket(distance, 32));

    [Fact]
    public void GetBucket_GreaterDistances_NeverDecrease()
    {
        int[] before = [.. Enumerable.Range(0, 600).Select(far => MpnetGraph.GetBucket(-far, 32))];
        Assert.Equal(before.Order(), before);
        Assert.Equal(16, before.Distinct().Count());
    }
}
