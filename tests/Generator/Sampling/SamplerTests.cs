using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly float[] Logits = [1, 4, 2, 3, float.NegativeInfinity];

    [Fact]
    public void Draw_AtTemperatureZero_TakesTheLikeliest() => Assert.Equal(1, new Sampler(new SamplingOptions(), 5).Sample(Logits));

    [Fact]
    public void Draw_WithASeed_DrawsTheSameAgain()
    {
        int[] once = Draw(new SamplingOptions { Temperature = 1, Seed = 7 }, 50), again = Draw(new SamplingOptions { Temperature = 1, Seed = 7 }, 50);
        Assert.Equal(once, again);
        Assert.NotEqual(once, Draw(new SamplingOptions { Temperature = 1, Seed = 8 }, 50));
    }

    [Fact]
    public void Draw_ManyTimes_FollowsTheSoftmax()
    {
        int[] drawn = Draw(new SamplingOptions { Temperature = 1, Seed = 1 }, 20_000);
        double[] weights = [.. Logits.Select(logit => Math.Exp(logit))];
        for (int token = 0; token < 5; token++) Assert.Equal(weights[token] / weights.Sum(), drawn.Count(one => one == token) / 20_000.0, 0.02);
    }

    [Fact]
    public void Draw_TopK_DrawsFromTheLikeliest() => Assert.Equal([1, 3], Draw(new SamplingOptions { Temperature = 5, TopK = 2, Seed = 1 }, 200).Distinct().Order());

    // Of the softmax 0.644, 0.237, 0.087, 0.032 the first two have 0.881 together.
    [Theory]
    [InlineData(0.6f, 1)]
    [InlineData(0.8f, 2)]
    [InlineData(0.9f, 3)]
    public void Draw_TopP_DrawsFromTheFewestThatHaveIt(float share, int count) =>
        Assert.Equal(count, Draw(new SamplingOptions { Temperature = 1, TopP = share, Seed = 1 }, 2_000).Distinct().Count());

    [Theory]
    [InlineData(0.5f, 1)]
    [InlineData(0.3f, 2)]
    [InlineData(0.1f, 3)]
    public void Draw_MinP_LeavesOutWhatIsFarLessLikely(float share, int count) =>
        Assert.Equal(count, Draw(new SamplingOptions { Temperature = 1, MinP = share, Seed = 1 }, 2_000).Distinct().Count());

    [Fact]
    public void Penalize_TokensOfTheText_WeakensBothSigns()
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
    public void Sampler_SettingOutOfRange_IsNamed(float temperature, int topK, float topP, float minP, float penalty, string name)
    {
        SamplingOptions settings = new() { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP, RepetitionPenalty = penalty };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new Sampler(settings, 5)).ParamName);
    }

    private static int[] Draw(SamplingOptions settings, int count)
    {
        Sampler sampler = new(settings, 5);
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Sample(Logits))];
    }
}
