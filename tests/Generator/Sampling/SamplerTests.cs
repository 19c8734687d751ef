using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly float[] Logits = [1, 4, 2, 3, float.NegativeInfinity];

    [Fact]
    public void Sample_TemperatureZero_ReturnsTheLikeliest() => Assert.Equal(1, new Sampler(new SamplingOptions(), 5).Sample(Logits));

    [Fact]
    public void Sample_SameSeed_ReturnsTheSameTokens()
    {
        int[] first = Draw(new SamplingOptions { Temperature = 1, Seed = 7 }, 50);
        int[] second = Draw(new SamplingOptions { Temperature = 1, Seed = 7 }, 50);
        Assert.Equal(first, second);
        Assert.NotEqual(first, Draw(new SamplingOptions { Temperature = 1, Seed = 8 }, 50));
    }

    [Fact]
    public void Sample_ManyTimes_FollowsTheSoftmax()
    {
        int[] drawn = Draw(new SamplingOptions { Temperature = 1, Seed = 1 }, 20_000);
        double[] weights = [.. Logits.Select(logit => Math.Exp(logit))];
        for (int token = 0; token < 5; token++)
        {
            double frequency = drawn.Count(value => value == token) / 20_000.0;
            Assert.Equal(weights[token] / weights.Sum(), frequency, 0.02);
        }
    }

    [Fact]
    public void Sample_TopK_ReturnsOnlyTheLikeliest() =>
        Assert.Equal([1, 3], Draw(new SamplingOptions { Temperature = 5, TopK = 2, Seed = 1 }, 200).Distinct().Order());

    // The softmax is 0.644, 0.237, 0.087, 0.032; the first two sum to 0.881.
    [Theory]
    [InlineData(0.6f, 1)]
    [InlineData(0.8f, 2)]
    [InlineData(0.9f, 3)]
    public void Sample_TopP_ReturnsOnlyTheSmallestSetThatReachesIt(float threshold, int count) =>
        Assert.Equal(count, Draw(new SamplingOptions { Temperature = 1, TopP = threshold, Seed = 1 }, 2_000).Distinct().Count());

    [Theory]
    [InlineData(0.5f, 1)]
    [InlineData(0.3f, 2)]
    [InlineData(0.1f, 3)]
    public void Sample_MinP_ExcludesUnlikelyTokens(float threshold, int count) =>
        Assert.Equal(count, Draw(new SamplingOptions { Temperature = 1, MinP = threshold, Seed = 1 }, 2_000).Distinct().Count());

    [Fact]
    public void ApplyRepetitionPenalty_AcceptedTokens_LowersBothSigns()
    {
        Sampler sampler = new(new SamplingOptions { RepetitionPenalty = 2 }, 3);
        sampler.Accept(0);
        sampler.Accept(1);
        float[] logits = [4, -4, 4];
        sampler.ApplyRepetitionPenalty(logits);
        Assert.Equal([2, -8, 4], logits);
    }

    [Theory]
    [InlineData(-1, 0, 1, 0, 1, "Temperature")]
    [InlineData(1, -1, 1, 0, 1, "TopK")]
    [InlineData(1, 0, 0, 0, 1, "TopP")]
    [InlineData(1, 0, 1, 1, 1, "MinP")]
    [InlineData(1, 0, 1, 0, 0, "RepetitionPenalty")]
    public void Constructor_OptionOutOfRange_ThrowsItsName(float temperature, int topK, float topP, float minP, float penalty, string name)
    {
        SamplingOptions options = new() { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP, RepetitionPenalty = penalty };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new Sampler(options, 5)).ParamName);
    }

    private static int[] Draw(SamplingOptions options, int count)
    {
        Sampler sampler = new(options, 5);
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Sample(Logits))];
    }
}
