using System.Numerics.Tensors;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests.Packing;

/// <summary>Tests ONNX Runtime's CUDA kernels. Skipped unless the build (<c>-p:Gpu=true</c>) and the machine support CUDA.</summary>
public sealed class CudaTests
{
    /// <summary>The minimum cosine similarity: float16 sums and their order change an embedding slightly.</summary>
    private const float MinCosine = 0.999f;

    public CudaTests()
    {
        if (DeviceChoice.Resolve(Device.Cuda).FallbackReason is { } missing) Assert.Skip($"CUDA is not available: {missing}");
    }

    public static TheoryData<string> Families => PackedFixture.Families;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task RunAll_TextsInOneRow_HaveReferenceDirection(string family)
    {
        foreach (PoolingMode pooling in (PoolingMode[])[PoolingMode.Mean, PoolingMode.Cls])
        {
            using PackedFixture model = new(family, pooling, Precision.Float16, device: Device.Cuda);
            float[][] embeddings = await model.RunAsync([.. model.Cases.Select(expected => expected.Ids)]);
            for (int i = 0; i < embeddings.Length; i++)
                AssertSameDirection(
                    $"{family}, {pooling}, text {i}",
                    pooling == PoolingMode.Mean ? model.Cases[i].Mean : model.Cases[i].Cls,
                    embeddings[i]);
        }
    }

    /// <summary>Encodes texts in one row, one of them as long as the model allows, and each text alone.</summary>
    [Fact]
    public async Task Encode_ShippedModel_HasReferenceDirection()
    {
        using TemporaryFolder graphs = new();
        using TextEncoder encoder = TextEncoder.Load(
            Path.Combine(Repository.Models, "bge-small-en-v1.5"),
            new EncoderOptions { Device = Device.Cuda, Cache = new GraphCache(graphs.Path) });
        Assert.Equal(Device.Cuda, encoder.Device.Device);
        using JsonDocument reference = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "bge-small-en-v1.5.json")));
        JsonElement[] cases = [.. reference.RootElement.GetProperty("cases").EnumerateArray()];
        string[] texts =
        [
            .. cases.Select(example => example.GetProperty("text").GetString()!),
            string.Join(' ', Enumerable.Repeat("word", 600)),
        ];
        GeneratedEmbeddings<Embedding<float>> together = await encoder.GenerateAsync(
            texts,
            cancellationToken: TestContext.Current.CancellationToken);
        float[] alone = new float[encoder.Dimensions];
        for (int i = 0; i < texts.Length; i++)
        {
            encoder.Encode(texts[i], TextRole.Document, alone);
            AssertSameDirection($"text {i}, alone and with others", alone, together[i].Vector.Span);
            if (i < cases.Length)
            {
                AssertSameDirection(
                    $"text {i}",
                    [.. cases[i].GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle())],
                    together[i].Vector.Span);
            }
        }
    }

    private static void AssertSameDirection(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        float cosine = TensorPrimitives.CosineSimilarity(expected, actual);
        Assert.True(cosine >= MinCosine, $"{what}: cosine {cosine}");
    }
}
