using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>
/// Families other than BERT, from the folder to the embedding. The reference pools the mean, which is what a folder
/// that says nothing means.
/// </summary>
public sealed class EncoderFamilyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("distilbert")]
    [InlineData("nomic-bert")]
    public void Encode_ATextOfTheReference_GivesItsEmbedding(string family)
    {
        using TextEncoder encoder = Load(FixtureOf(family));
        using JsonDocument reference = ReferenceOf(family);
        float[] embedding = new float[encoder.Dimensions];
        foreach (JsonElement example in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            encoder.Encode(example.GetProperty("text").GetString()!, TextRole.Document, embedding);
            AssertMean(reference, example, embedding);
        }
    }

    /// <summary>
    /// Positions that do not begin at 0, and no segments, through the session. The tokenizer is another's: token ids
    /// are given.
    /// </summary>
    [Theory]
    [InlineData("roberta", 198)]
    [InlineData("mpnet", 198)]
    [InlineData("modernbert", 512)]
    public void Encode_TokensOfTheReference_GivesTheirEmbedding(string family, int longest)
    {
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            File.Copy(Path.Combine(FixtureOf(family), file), _folder[file]);
        }
        File.Copy(Path.Combine(FixtureOf("distilbert"), "tokenizer.json"), _folder["tokenizer.json"]);
        using TextEncoder encoder = Load(_folder.Path);
        using JsonDocument reference = ReferenceOf(family);
        Assert.Equal(longest, encoder.MaxTokens);
        float[] embedding = new float[encoder.Dimensions];
        foreach (JsonElement example in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            encoder.Encode([.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32())], embedding);
            AssertMean(reference, example, embedding);
        }

        encoder.Encode(new int[longest], embedding);
        Assert.All(embedding, x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public void Load_AVocabularyLargerThanTheEmbedding_NamesBothNumbers()
    {
        using TinyModel model = new();
        model.Replace("tokenizer.json", "\"added_tokens\": [", """
            "added_tokens": [
                { "id": 900, "content": "<one-too-many>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true },
            """);
        CheckpointException refused = Assert.Throws<CheckpointException>(() => model.Load().Dispose());
        Assert.EndsWith("tokenizer.json", refused.File, StringComparison.Ordinal);
        Assert.Contains("901 tokens", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("900 rows", refused.Reason, StringComparison.Ordinal);
    }

    private static string FixtureOf(string family) => Path.Combine(Repository.Fixtures, "models", family);

    private static JsonDocument ReferenceOf(string family) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(FixtureOf(family), "expected.json")));

    private static void AssertMean(JsonDocument reference, JsonElement example, float[] embedding)
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
