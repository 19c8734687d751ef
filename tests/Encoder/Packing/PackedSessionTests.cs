using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

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

    /// <summary>A row longer than any text may be: positions, angles and biases are counted in each text, not along the row.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Run_InAnyCompany_GivesTheEmbeddingOfTheTextAlone(string family)
    {
        const float Same = 1e-4f;
        using PackedFixture model = new(family, PoolingMode.Mean, Precision.Float32);
        int[] longest = [.. Enumerable.Range(0, model.Model.MaxTokens).Select(i => 5 + i * 7 % 800)];
        int[][] texts = [longest, .. model.Cases.Select(expected => expected.Ids), [7]];
        int[][] reversed = [.. texts.Reverse()];

        using IEncoderSession cpu = model.LoadForCpu();
        float[][] together = model.Run(texts), otherwise = model.Run(reversed);

        for (int i = 0; i < texts.Length; i++)
        {
            float[] alone = new float[model.Session.Dimensions];
            cpu.Run(texts[i], alone);
            AssertClose(alone, together[i], Same);
            AssertClose(alone, otherwise[texts.Length - 1 - i], Same);
        }
    }

    [Theory]
    [InlineData(PoolingMode.Mean)]
    [InlineData(PoolingMode.Cls)]
    public void Run_NotNormalized_KeepsTheLength(PoolingMode pooling)
    {
        using PackedFixture model = new("bert", pooling, Precision.Float32, normalize: false);
        float[][] embeddings = model.Run([.. model.Cases.Select(expected => expected.Ids)]);
        for (int i = 0; i < embeddings.Length; i++)
        {
            float length = TensorPrimitives.Norm<float>(embeddings[i]);
            Assert.NotInRange(length, 0.5f, 1.5f);
            AssertClose(pooling == PoolingMode.Mean ? model.Cases[i].Mean : model.Cases[i].Cls, [.. embeddings[i].Select(x => x / length)], model.Tolerance);
        }
    }

    [Fact]
    public async Task RunAsync_MoreTextsThanARowHolds_KeepsTheirOrder()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => string.Join(' ', Enumerable.Range(0, i * 7 % 30).Select(word => $"city {word * i}")))];
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32, budget: new RowBudget(Tokens: 90, Texts: 7));
        TextTokenizer tokenizer = TextTokenizer.Load(Path.Combine(Repository.Fixtures, "models", "bert"));
        TokenizedText Tokenize(string text) => tokenizer.Encode(text, new TokenizeOptions { MaxLength = 60 });

        EncodedText[] encoded = await model.Session.RunAsync(texts, Tokenize, TestContext.Current.CancellationToken);

        Assert.Equal(texts.Length, encoded.Length);
        Assert.Contains(encoded, text => text.Truncated);
        for (int i = 0; i < texts.Length; i++)
        {
            TokenizedText tokens = Tokenize(texts[i]);
            float[] alone = new float[model.Session.Dimensions];
            model.Session.Run(tokens.Ids, alone);
            Assert.Equal((tokens.Ids.Length, tokens.Truncated), (encoded[i].Tokens, encoded[i].Truncated));
            AssertClose(alone, encoded[i].Vector, model.Tolerance);
        }
    }

    [Fact]
    public async Task RunAsync_NoTexts_GivesNothing()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32);
        Assert.Empty(await model.Session.RunAsync([], _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_Cancelled_EndsBeforeTheNextRow()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32);
        Assert.ThrowsAny<OperationCanceledException>(() => model.Session.Run([[1]], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Run_Disposed_IsRefused()
    {
        using PackedFixture model = new("bert", PoolingMode.Mean, Precision.Float32);
        model.Session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Run([[1]]));
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
