using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Tests;

/// <summary>Embeddings cut to their first numbers and normalized anew (Kusupati et al. 2022).</summary>
public sealed class MatryoshkaTests : IDisposable
{
    private const string Text = "What is the capital of France?";

    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    public async Task Generate_SizeThatTheFolderDeclares_IsTheWholesFirstNumbersNormalized(int size)
    {
        Declare("\"matryoshka_dimensions\": [16, 48]");
        using TextEncoder encoder = _model.Load();
        float[] whole = await GenerateAsync(encoder, null), cut = await GenerateAsync(encoder, size);
        Assert.Equal((64, 64, size), (encoder.Dimensions, whole.Length, cut.Length));
        AssertIsCut(whole, cut);
    }

    [Theory]
    [InlineData("\"matryoshka_dimensions\": [16, 48]", 32, "16, 48, 64")]
    [InlineData("\"matryoshka_dimensions\": [16, 48]", 65, "16, 48, 64")]
    [InlineData("\"is_matryoshka\": true", 65, "1 to 64")]
    public async Task Generate_SizeThatTheFolderDoesNotAllow_IsRefusedWithThoseItDoes(string declared, int size, string allowed)
    {
        Declare(declared);
        using TextEncoder encoder = _model.Load();
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => GenerateAsync(encoder, size));
        Assert.Contains($"{size} were requested", refused.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_FolderTrainedForAnySize_AllowsEach()
    {
        Declare("\"is_matryoshka\": true");
        using TextEncoder encoder = _model.Load();
        float[] whole = await GenerateAsync(encoder, null);
        foreach (int size in (int[])[1, 33, 63]) AssertIsCut(whole, await GenerateAsync(encoder, size));
    }

    [Fact]
    public async Task Load_FolderThatAsksForASize_CutsToIt()
    {
        float[] whole;
        using (TextEncoder encoder = _model.Load()) whole = await GenerateAsync(encoder, null);
        _model.Write("config_sentence_transformers.json", """{"truncate_dim": 24}""");
        using TextEncoder cutting = _model.Load();
        Assert.Equal(24, cutting.Dimensions);
        Assert.Equal(24, cutting.GetRequiredService<EmbeddingGeneratorMetadata>().DefaultModelDimensions);
        float[] cut = new float[24];
        cutting.Encode(Text, TextRole.Document, cut);
        AssertIsCut(whole, cut);
        Assert.Equal(cut, await GenerateAsync(cutting, null));
        Assert.Equal(whole, await GenerateAsync(cutting, 64));
    }

    [Fact]
    public void Load_OptionsThatAskForASize_CutToItAndAreAnotherEncoder()
    {
        EncoderOptions options = new() { Dimensions = 32 };
        using TextEncoder whole = _model.Load(new EncoderOptions()), cutting = _model.Load(options);
        float[] one = new float[64], other = new float[32];
        whole.Encode(Text, TextRole.Document, one);
        cutting.Encode(Text, TextRole.Document, other);
        AssertIsCut(one, other);
        Assert.NotEqual(whole.Fingerprint, cutting.Fingerprint);
        Assert.Equal(whole.Fingerprint, _model.Fingerprint(new EncoderOptions { Dimensions = 64 }));
    }

    [Theory]
    [InlineData(0, "1 to 64")]
    [InlineData(65, "1 to 64")]
    public void Load_OptionsThatAskForASizeThereIsNot_AreRefused(int size, string allowed)
    {
        CheckpointException refused = Assert.Throws<CheckpointException>(() => _model.Load(new EncoderOptions { Dimensions = size }));
        Assert.Equal((_model.Folder, "dimensions"), (refused.File, refused.Part));
        Assert.Contains(allowed, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OptionsThatAskForASizeTheModelWasNotTrainedFor_AreRefused()
    {
        Declare("\"matryoshka_dimensions\": [16, 48]");
        Assert.Contains(
            "16, 48, 64",
            Assert.Throws<CheckpointException>(() => _model.Load(new EncoderOptions { Dimensions = 32 })).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_ModelThatDoesNotNormalize_CutsOnly()
    {
        Declare("\"matryoshka_dimensions\": [16]");
        _model.Write(
            "modules.json",
            """[{"path": "", "type": "sentence_transformers.models.Transformer"}, {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]""");
        _model.Write("1_Pooling/config.json", """{"pooling_mode_mean_tokens": true}""");
        using TextEncoder encoder = _model.Load();
        Assert.Equal((await GenerateAsync(encoder, null))[..16], await GenerateAsync(encoder, 16));
    }

    private void Declare(string field) => _model.Replace("config.json", "\"vocab_size\"", $"{field}, \"vocab_size\"");

    private static async Task<float[]> GenerateAsync(TextEncoder encoder, int? size) =>
        (await encoder.GenerateAsync(
            [Text],
            new EmbeddingGenerationOptions { Dimensions = size },
            TestContext.Current.CancellationToken))[0].Vector.ToArray();

    private static void AssertIsCut(float[] whole, float[] cut)
    {
        Assert.Equal(1f, TensorPrimitives.Norm<float>(cut), 1e-5f);
        float length = TensorPrimitives.Norm<float>(whole.AsSpan(0, cut.Length));
        for (int i = 0; i < cut.Length; i++) Assert.Equal(whole[i] / length, cut[i], 1e-5f);
    }
}
