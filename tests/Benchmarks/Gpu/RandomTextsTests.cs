using SearchEngine.Benchmarks.Gpu;

namespace SearchEngine.Benchmarks.Tests.Gpu;

public sealed class RandomTextsTests
{
    [Fact]
    public void Create_Twice_ReturnsTheSameTexts() => Assert.Equal(RandomTexts.Create(20), RandomTexts.Create(20));

    [Fact]
    public void Create_ManyTexts_AreOfMixedLengthsThatTheModelReads()
    {
        int[] lengths = [.. RandomTexts.Create(2_000).Select(text => text.Length).Order()];
        Assert.Equal(512, lengths[^1]);
        Assert.InRange(lengths[0], 3, 20);
        Assert.InRange(lengths[1_000], 90, 110);
        Assert.InRange(lengths.Count(length => length == 512), 20, 70);
    }
}
