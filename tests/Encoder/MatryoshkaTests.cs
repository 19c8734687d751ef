using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Tests;

/// <summary>Tests of embeddings that are truncated to their first dimensions and renormalized (Kusupati et al. 2022).</summary>
public sealed class MatryoshkaTests : IDisposable
{
    private const string Text = "What is the capital of France?";

    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    public async Task Generate_DeclaredDimensions_TruncatesAndNormalizes(int size)
    {
        Declare("\"matryoshka_dimensions\": [16, 48]");
        using TextEncoder encoder = _model.Load();
        float[] full = await GenerateAsync(encoder, null), truncated = await GenerateAsync(encoder, size);
        Assert.Equal((64, 64, size), (encoder.Dimensions, full.Length, truncated.Length));
        AssertIsTruncated(full, truncated);
    }

    [Theory]
    [InlineData("\"matryoshka_dimensions\": [16, 48]", 32, "16, 48, 64")]
    [InlineData("\"matryoshka_dimensions\": [16, 48]", 65, "16, 48, 64")]
    [InlineData("\"is_matryoshka\": true", 65, "1 to 64")]
    public async Task Generate_UnsupportedDimensions_ThrowsAndListsSupportedOnes(string declared, int size, string allowed)
    {
        Declare(declared);
        using TextEncoder encoder = _model.Load();
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => GenerateAsync(encoder, size));
        Assert.Contains($"{size} were requested", exception.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_MatryoshkaWithoutDimensionList_AllowsAnyDimensions()
    {
        Declare("\"is_matryoshka\": true");
        using TextEncoder encoder = _model.Load();
        float[] full = await GenerateAsync(encoder, null);
        foreach (int size in (int[])[1, 33, 63]) AssertIsTruncated(full, await GenerateAsync(encoder, size));
    }

    [Fact]
    public async Task Load_FolderWithTruncateDim_TruncatesEmbeddings()
    {
        float[] full;
        using (TextEncoder encoder = _model.Load()) full = await GenerateAsync(encoder, null);
        _model.Write("config_sentence_transformers.json", """{"truncate_dim": 24}""");
        using TextEncoder truncating = _model.Load();
        Assert.Equal(24, truncating.Dimensions);
        Assert.Equal(24, truncating.GetRequiredService<EmbeddingGeneratorMetadata>().DefaultModelDimensions);
        float[] truncated = new float[24];
        truncating.Encode(Text, TextRole.Document, truncated);
        AssertIsTruncated(full, truncated);
        Assert.Equal(truncated, await GenerateAsync(truncating, null));
        Assert.Equal(full, await GenerateAsync(truncating, 64));
    }

    [Fact]
    public void Load_OptionsWithDimensions_TruncatesAndChangesFingerprint()
    {
        EncoderOptions options = new() { Dimensions = 32 };
        using TextEncoder fullEncoder = _model.Load(new EncoderOptions()), truncatingEncoder = _model.Load(options);
        float[] full = new float[64], truncated = new float[32];
        fullEncoder.Encode(Text, TextRole.Document, full);
        truncatingEncoder.Encode(Text, TextRole.Document, truncated);
        AssertIsTruncated(full, truncated);
        Assert.NotEqual(fullEncoder.Fingerprint, truncatingEncoder.Fingerprint);
        Assert.Equal(fullEncoder.Fingerprint, _model.Fingerprint(new EncoderOptions { Dimensions = 64 }));
    }

    [Theory]
    [InlineData(0, "1 to 64")]
    [InlineData(65, "1 to 64")]
    public void Load_DimensionsOutOfRange_Throws(int size, string allowed)
    {
        CheckpointException exception = Assert.Throws<CheckpointException>(() => _model.Load(new EncoderOptions { Dimensions = size }));
        Assert.Equal((_model.Folder, "dimensions"), (exception.File, exception.Part));
        Assert.Contains(allowed, exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DimensionsNotTrainedFor_Throws()
    {
        Declare("\"matryoshka_dimensions\": [16, 48]");
        EncoderOptions options = new() { Dimensions = 32 };
        CheckpointException exception = Assert.Throws<CheckpointException>(() => _model.Load(options));
        Assert.Contains("16, 48, 64", exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_ModelWithoutNormalization_OnlyTruncates()
    {
        Declare("\"matryoshka_dimensions\": [16]");
        _model.Write(
            "modules.json",
            """
            [
              {"path": "", "type": "sentence_transformers.models.Transformer"},
              {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}
            ]
            """);
        _model.Write("1_Pooling/config.json", """{"pooling_mode_mean_tokens": true}""");
        using TextEncoder encoder = _model.Load();
        Assert.Equal((await GenerateAsync(encoder, null))[..16], await GenerateAsync(encoder, 16));
    }

    private void Declare(string field) => _model.Replace("config.json", "\"vocab_size\"", $"{field}, \"vocab_size\"");

    private static async Task<float[]> GenerateAsync(TextEncoder encoder, int? size)
    {
        EmbeddingGenerationOptions options = new() { Dimensions = size };
        return (await encoder.GenerateAsync([Text], options, TestContext.Current.CancellationToken))[0].Vector.ToArray();
    }

    private static void AssertIsTruncated(float[] full, float[] truncated)
    {
        Assert.Equal(1f, TensorPrimitives.Norm<float>(truncated), 1e-5f);
        float length = TensorPrimitives.Norm<float>(full.AsSpan(0, truncated.Length));
        for (int i = 0; i < truncated.Length; i++) Assert.Equal(full[i] / length, truncated[i], 1e-5f);
    }
}
