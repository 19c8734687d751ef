using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Encoder.Tests;

/// <summary>Embeddings cut to their first numbers, where the folder or the caller asks for it.</summary>
public sealed class MatryoshkaTests : IDisposable
{
    private const string Text = "a city by the sea";

    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public async Task Generate_ASizeThatTheFolderNames_IsTheBeginningNormalizedAnew(int size)
    {
        Declare("\"matryoshka_dimensions\": [16, 32]");
        using TextEncoder encoder = _model.Load(Precision.Float32);
        float[] whole = await GenerateAsync(encoder, null), cut = await GenerateAsync(encoder, size);
        Assert.Equal(TinyModel.Dimensions, whole.Length);
        Assert.Equal(size, cut.Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(cut), 1e-6f);
        float length = TensorPrimitives.Norm(whole.AsSpan(0, size));
        for (int i = 0; i < size; i++) Assert.Equal(whole[i] / length, cut[i], 1e-6f);
    }

    [Fact]
    public async Task Generate_ASizeThatTheFolderDoesNotName_SaysWhichItDoes()
    {
        Declare("\"matryoshka_dimensions\": [16, 32]");
        using TextEncoder encoder = _model.Load();
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => GenerateAsync(encoder, 24));
        Assert.Contains("24", refused.Message, StringComparison.Ordinal);
        Assert.Contains("16, 32, 64", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ASizeThatTheFolderAsksFor_IsTheEncodersOwn()
    {
        string whole = _model.Fingerprint();
        Declare("\"truncate_dim\": 16");
        using TextEncoder encoder = _model.Load();
        Assert.Equal(16, encoder.Dimensions);
        Assert.Equal(16, (await GenerateAsync(encoder, null)).Length);
        Assert.NotEqual(whole, encoder.Fingerprint);
        float[] alone = new float[16];
        encoder.Encode(Text, TextRole.Document, alone);
        Assert.Equal(await GenerateAsync(encoder, null), alone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(65)]
    public void Load_ASizeThatTheFolderDoesNotName_IsRefused(int size)
    {
        Declare("\"matryoshka_dimensions\": [16, 32]");
        CheckpointException refused = Assert.Throws<CheckpointException>(() => TextEncoder.Load(_model.Folder, new EncoderOptions { Dimensions = size }).Dispose());
        Assert.Contains("16, 32, 64", refused.Reason, StringComparison.Ordinal);
    }

    private void Declare(string field) => _model.Replace("config.json", "\"hidden_size\"", $"{field}, \"hidden_size\"");

    private static async Task<float[]> GenerateAsync(TextEncoder encoder, int? size) =>
        (await encoder.GenerateAsync([Text], new EmbeddingGenerationOptions { Dimensions = size }, TestContext.Current.CancellationToken))[0].Vector.ToArray();
}
