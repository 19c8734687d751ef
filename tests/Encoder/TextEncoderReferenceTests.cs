using System.Numerics.Tensors;
using System.Text.Json;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>Compares the shipped model and its tokenizer with the output of transformers for the same texts.</summary>
public sealed class TextEncoderReferenceTests
{
    [Fact]
    public void Encode_Float32_EqualsReference() => ForEachText(Precision.Float32, (text, expected, actual) =>
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-4f, $"'{text}' [{i}]: {actual[i]} instead of {expected[i]}");
    });

    [Fact]
    public void Encode_Int8_HasReferenceDirection() => ForEachText(Precision.Int8, (text, expected, actual) =>
    {
        float cosine = TensorPrimitives.CosineSimilarity<float>(expected, actual);
        Assert.True(cosine >= 0.99f, $"'{text}': cosine {cosine}");
        Assert.Equal(1, TensorPrimitives.Norm<float>(actual), 1e-4f);
    });

    private static void ForEachText(Precision precision, Action<string, float[], float[]> check)
    {
        using TemporaryFolder graphs = new();
        EncoderOptions options = new() { Precision = precision, Cache = new GraphCache(graphs.Path) };
        using TextEncoder encoder = TextEncoder.Load(Path.Combine(Repository.Models, "bge-small-en-v1.5"), options);
        using JsonDocument reference = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "bge-small-en-v1.5.json")));
        foreach (JsonElement example in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            string text = example.GetProperty("text").GetString()!;
            float[] expected = [.. example.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle())];
            float[] actual = new float[encoder.Dimensions];

            // The reference was computed without a prompt, and this model has none for documents.
            (int tokens, _) = encoder.Encode(text, TextRole.Document, actual);

            Assert.Equal(example.GetProperty("input_ids").GetArrayLength(), tokens);
            Assert.Equal(expected.Length, actual.Length);
            check(text, expected, actual);
        }
    }
}
