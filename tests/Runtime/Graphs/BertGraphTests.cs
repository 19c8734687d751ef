using System.Numerics.Tensors;
using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

public sealed class BertGraphTests
{
    private static readonly string Model = Path.Combine(Repository.Fixtures, "models", "bert");

    [Fact]
    public void HiddenStates_Float32_EqualTheReference()
    {
        using EncoderRun encoder = new(Model, EncoderOutput.HiddenStates, Precision.Float32);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Model, "expected.json")));
        float tolerance = expected.RootElement.GetProperty("tolerance").GetSingle();

        foreach (JsonElement example in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            float[] hidden = encoder.Run(Ids(example));
            float[] first = Floats(example, "first_token"), last = Floats(example, "last_token");
            AssertClose(first, hidden.AsSpan(0, first.Length), tolerance);
            AssertClose(last, hidden.AsSpan(hidden.Length - last.Length), tolerance);
            AssertClose(Floats(example, "mean_normalized"), Mean(hidden, first.Length), tolerance);
        }
    }

    [Fact]
    public void Embedding_Float32_EqualsTheReferenceOnTheRealModel()
    {
        using EncoderRun encoder = new(BgeSmall.Folder, EncoderOutput.Embedding, Precision.Float32);
        foreach ((long[] ids, float[] expected) in BgeSmall.Cases()) AssertClose(expected, encoder.Run(ids), 1e-4f);
    }

    [Fact]
    public void Embedding_Int8_PointsWhereTheReferencePoints()
    {
        using EncoderRun encoder = new(BgeSmall.Folder, EncoderOutput.Embedding, Precision.Int8);
        foreach ((long[] ids, float[] expected) in BgeSmall.Cases())
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected, encoder.Run(ids)), 0.99f, 1.0001f);
    }

    [Fact]
    public void Write_ConfigThatDoesNotFitTheWeights_NamesTensorAndShapes()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(Model, "model.safetensors"), folder["model.safetensors"]);
        folder.Write("config.json", File.ReadAllText(Path.Combine(Model, "config.json")).Replace("\"vocab_size\": 900", "\"vocab_size\": 901", StringComparison.Ordinal));
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);

        CheckpointException refused = Assert.Throws<CheckpointException>(() =>
            EncoderGraph.Write(checkpoint, EmbeddingSettings.Read(folder.Path), EncoderOutput.Embedding, Precision.Float32, folder.Path));

        Assert.Equal("embeddings.word_embeddings.weight", refused.Part);
        Assert.Contains("[900, 64]", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("[901, 64]", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_UnknownFamily_NamesItAndThoseKnown()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(Model, "model.safetensors"), folder["model.safetensors"]);
        folder.Write("config.json", """{ "model_type": "t5" }""");
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);

        CheckpointException refused = Assert.Throws<CheckpointException>(() =>
            EncoderGraph.Write(checkpoint, EmbeddingSettings.Read(folder.Path), EncoderOutput.Embedding, Precision.Float32, folder.Path));

        Assert.Contains("'t5'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("bert", refused.Message, StringComparison.Ordinal);
    }

    private static float[] Mean(float[] hidden, int size)
    {
        float[] mean = new float[size];
        for (int row = 0; row < hidden.Length; row += size) TensorPrimitives.Add(mean, hidden.AsSpan(row, size), mean);
        TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);
        return mean;
    }

    private static long[] Ids(JsonElement example) => [.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt64())];

    private static float[] Floats(JsonElement example, string name) => [.. example.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
