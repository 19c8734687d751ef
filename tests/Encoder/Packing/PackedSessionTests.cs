using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder.Tests.Packing;

/// <summary>Tests of the graphs for CUDA, run on the CPU with the tests' implementation of the attention operator.</summary>
public sealed class PackedSessionTests
{
    public static TheoryData<string> Families => PackedFixture.Families;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task RunAll_TextsInOneRow_EqualReference(string family)
    {
        using PackedFixture mean = new(family, PoolingMode.Mean, Precision.Float32), cls = new(family, PoolingMode.Cls, Precision.Float32);
        int[][] texts = [.. mean.Cases.Select(expected => expected.Ids)];
        float[][] means = await mean.RunAsync(texts), firsts = await cls.RunAsync(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            AssertClose(mean.Cases[i].Mean, means[i], mean.Tolerance);
            AssertClose(mean.Cases[i].Cls, firsts[i], mean.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task RunAll_Float16_HasReferenceDirection(string family)
    {
        using PackedFixture mean = new(family, PoolingMode.Mean, Precision.Float16), cls = new(family, PoolingMode.Cls, Precision.Float16);
        int[][] texts = [.. mean.Cases.Select(expected => expected.Ids)];
        float[][] means = await mean.RunAsync(texts), firsts = await cls.RunAsync(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(mean.Cases[i].Mean, means[i]), 0.9999f, 1.0001f);
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(mean.Cases[i].Cls, firsts[i]), 0.9999f, 1.0001f);
        }
    }

    /// <summary>
    /// Runs a row that is longer than the maximum length of a text: positions, rotary angles and attention biases must
    /// restart with each text.
    /// </summary>
    [Theory]
    [MemberData(nameof(Families))]
    public async Task RunAll_AnyOtherTextsInRow_EqualsSingleText(string family)
    {
        const float Same = 1e-4f;
        using PackedFixture model = new(family, PoolingMode.Mean, Precision.Float32);
        int[] maxTokens = [.. Enumerable.Range(0, model.Model.MaxTokens).Select(i => 5 + i * 7 % 800)];
        int[][] texts = [maxTokens, .. model.Cases.Select(expected => expected.Ids), [7]];
        int[][] reversed = [.. texts.Reverse()];

        using IEncoderSession cpu = model.LoadForCpu();
        float[][] together = await model.RunAsync(texts), backwards = await model.RunAsync(reversed);

        for (int i = 0; i < texts.Length; i++)
        {
            float[] alone = new float[model.Session.Dimensions];
            cpu.Run(texts[i], alone);
            AssertClose(alone, together[i], Same);
            AssertClose(alone, backwards[texts.Length - 1 - i], Same);
        }
    }

    [Theory]
    [InlineData(nameof(PoolingMode.Mean))]
    [InlineData(nameof(PoolingMode.Cls))]
    public async Task RunAll_WithoutNormalization_KeepsLength(string pooling)
    {
        using PackedFixture model = new("bert", Enum.Parse<PoolingMode>(pooling), Precision.Float32, normalize: false);
        float[][] embeddings = await model.RunAsync([.. model.Cases.Select(expected => expected.Ids)]);
        for (int i = 0; i < embeddings.Length; i++)
        {
            float length = TensorPrimitives.Norm<float>(embeddings[i]);
            Assert.NotInRange(length, 0.5f, 1.5f);
            AssertClose(
                pooling == nameof(PoolingMode.Mean) ? model.Cases[i].Mean : model.Cases[i].Cls,
                [.. embeddings[i].Select(x => x / length)],
                model.Tolerance);
        }
    }

    [Fact]
    public async Task RunAll_MoreTextsThanOneRow_KeepsOrder()
    {
        int[][] texts = [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(5 + i, 1 + i * 7 % 50).ToArray())];
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32, budget: new RowBudget(MaxTokens: 90, MaxTexts: 7));
        using IEncoderSession cpu = model.LoadForCpu();

        float[][] embeddings = await model.RunAsync(texts);

        float[] alone = new float[cpu.Dimensions];
        for (int i = 0; i < texts.Length; i++)
        {
            cpu.Run(texts[i], alone);
            AssertClose(alone, embeddings[i], model.Tolerance);
        }
    }

    [Fact]
    public async Task RunAll_NoTexts_RequestsNoTokens()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32);
        await model.Session.RunAllAsync(_ => throw new InvalidOperationException(), [], TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task RunAll_CancelledWhileRunning_StopsBeforeNextRow()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32, budget: new RowBudget(MaxTokens: 90, MaxTexts: 1));
        using CancellationTokenSource stop = new();
        float[][] embeddings = [.. Enumerable.Range(0, 100).Select(_ => new float[model.Session.Dimensions])];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.Session.RunAllAsync(
            text =>
            {
                if (text == 3) stop.Cancel();
                return [7];
            },
            embeddings,
            stop.Token));

        Assert.All(embeddings[^1], number => Assert.Equal(0, number));
    }

    [Fact]
    public async Task RunAll_UnreadableText_ThrowsItsException()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32);
        await Assert.ThrowsAsync<InvalidDataException>(() => model.Session.RunAllAsync(
            _ => throw new InvalidDataException("unreadable"),
            [new float[model.Session.Dimensions]],
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RunAll_Disposed_Throws()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32);
        model.Session.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.RunAsync([[1]]));
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
