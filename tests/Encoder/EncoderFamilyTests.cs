using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>
/// Tests of model families other than BERT, from the folder to the embedding. The reference uses mean pooling, the
/// default of folders without pooling settings.
/// </summary>
public sealed class EncoderFamilyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("distilbert")]
    [InlineData("nomic-bert")]
    public void Encode_ReferenceText_EqualsReference(string family)
    {
        using TextEncoder encoder = Load(GetFixtureFolder(family));
        using JsonDocument reference = ReadReference(family);
        float[] embedding = new float[encoder.Dimensions];
        foreach (JsonElement example in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            encoder.Encode(example.GetProperty("text").GetString()!, TextRole.Document, embedding);
            AssertEqualsMeanPooling(reference, example, embedding);
        }
    }

    /// <summary>
    /// Tests families whose positions do not start at 0, or that have no segments. The folder has the tokenizer of
    /// another family, so the test passes token ids.
    /// </summary>
    [Theory]
    [InlineData("roberta", 198)]
    [InlineData("mpnet", 198)]
    [InlineData("modernbert", 512)]
    public void Encode_ReferenceTokens_EqualsReference(string family, int maxTokens)
    {
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            File.Copy(Path.Combine(GetFixtureFolder(family), file), _folder[file]);
        }
        File.Copy(Path.Combine(GetFixtureFolder("distilbert"), "tokenizer.json"), _folder["tokenizer.json"]);
        using TextEncoder encoder = Load(_folder.Path);
        using JsonDocument reference = ReadReference(family);
        Assert.Equal(maxTokens, encoder.MaxTokens);
        float[] embedding = new float[encoder.Dimensions];
        foreach (JsonElement example in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            encoder.Encode([.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32())], embedding);
            AssertEqualsMeanPooling(reference, example, embedding);
        }

        encoder.Encode(new int[maxTokens], embedding);
        Assert.All(embedding, x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public void Load_VocabularyLargerThanEmbeddingMatrix_ReportsBothSizes()
    {
        using TinyModel model = new();
        model.Replace("tokenizer.json", "\"added_tokens\": [", """
            "added_tokens": [
                {
                  "id": 900, "content": "<one-too-many>", "special": true,
                  "single_word": false, "lstrip": false, "rstrip": false, "normalized": false
                },
            """);
        CheckpointException exception = Assert.Throws<CheckpointException>(() => model.Load().Dispose());
        Assert.EndsWith("tokenizer.json", exception.File, StringComparison.Ordinal);
        Assert.Contains("901 tokens", exception.Reason, StringComparison.Ordinal);
        Assert.Contains("900 rows", exception.Reason, StringComparison.Ordinal);
    }

    private static string GetFixtureFolder(string family) => Path.Combine(Repository.Fixtures, "models", family);

    private static JsonDocument ReadReference(string family) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(GetFixtureFolder(family), "expected.json")));

    private static void AssertEqualsMeanPooling(JsonDocument reference, JsonElement example, float[] embedding)
    {
        float tolerance = reference.RootElement.GetProperty("tolerance").GetSingle();
        float[] expected = [.. example.GetProperty("mean_normalized").EnumerateArray().Select(x => x.GetSingle())];
        Assert.Equal(expected.Length, embedding.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], embedding[i], tolerance);
    }

    private TextEncoder Load(string folder) =>
        TextEncoder.Load(
            folder,
            new EncoderOptions { Precision = Precision.Float32, Threads = 1, Cache = new GraphCache(_folder["graphs"]) });
}
