using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Encoder.Tests.Packing;

/// <summary>Graphs written for CUDA, run as they are but for the attention, which the tests compute.</summary>
public sealed class PackedSessionTests
{
    public static TheoryData<string> Families => PackedFixture.Families;

    [Theory]
    [MemberData(nameof(Families))]
    public void Run_TextsInOneRow_EqualTheReference(string family)
    {
        using PackedFixture mean = new(family, PoolingMode.Mean, Precision.Float32), cls = new(family, PoolingMode.Cls, Precision.Float32);
        int[][] texts = [.. mean.Cases.Select(expected => expected.Ids)];
        float[][] means = mean.Run(texts), firsts = cls.Run(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            AssertClose(mean.Cases[i].Mean, means[i], mean.Tolerance);
            AssertClose(mean.Cases[i].Cls, firsts[i], mean.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Run_Float16_PointsWhereTheReferencePoints(string family)
    {
        using PackedFixture mean = new(family, PoolingMode.Mean, Precision.Float16), cls = new(family, PoolingMode.Cls, Precision.Float16);
        int[][] texts = [.. mean.Cases.Select(expected => expected.Ids)];
        float[][] means = mean.Run(texts), firsts = cls.Run(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(mean.Cases[i].Mean, means[i]), 0.9999f, 1.0001f);
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(mean.Cases[i].Cls, firsts[i]), 0.9999f, 1.0001f);
        }
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
