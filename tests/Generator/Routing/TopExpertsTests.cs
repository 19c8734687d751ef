using SearchEngine.Generator.Routing;

namespace SearchEngine.Generator.Tests.Routing;

public sealed class TopExpertsTests
{
    [Fact]
    public void Select_Logits_ReturnsTheHighestWithSoftmaxWeights()
    {
        int[] experts = new int[3];
        float[] weights = new float[3];

        TopExperts.Select([0, MathF.Log(2), -50, MathF.Log(5), 0], experts, weights);

        Assert.Equal([3, 1, 0], experts);
        Assert.Equal([0.625f, 0.25f, 0.125f], weights.Select(weight => MathF.Round(weight, 5)));
    }

    [Fact]
    public void Select_LargeLogits_StayFinite()
    {
        int[] experts = new int[2];
        float[] weights = new float[2];

        TopExperts.Select([300, 299, -300], experts, weights);

        Assert.Equal([0, 1], experts);
        Assert.Equal(1, weights.Sum(), 0.00001f);
    }
}
