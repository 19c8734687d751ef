using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

public sealed class BertGraphTests
{
    private static readonly string Model = Path.Combine(Repository.Fixtures, "models", "bert");

    [Fact]
    public void Embedding_Float32_EqualsTheReferenceOnTheRealModel()
    {
        using EncoderRun encoder = new(BgeSmall.Folder, EncoderOutput.Embedding, Precision.Float32);
        foreach ((long[] ids, float[] expected) in BgeSmall.Cases()) AssertClose(expected, encoder.Run(ids), 1e-4f);
    }

    [Fact]
    public void Embedding_Int8_MatchesTheReferenceDirection()
    {
        using EncoderRun encoder = new(BgeSmall.Folder, EncoderOutput.Embedding, Precision.Int8);
        foreach ((long[] ids, float[] expected) in BgeSmall.Cases())
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected, encoder.Run(ids)), 0.99f, 1.0001f);
    }

    [Fact]
    public void Write_ConfigThatDoesNotMatchTheWeights_NamesTensorAndShapes()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(Model, "model.safetensors"), folder["model.safetensors"]);
        folder.Write(
            "config.json",
            File.ReadAllText(Path.Combine(Model, "config.json")).Replace(
                "\"vocab_size\": 900", "\"vocab_size\": 901", StringComparison.Ordinal));
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);

        CheckpointException error = Assert.Throws<CheckpointException>(() =>
            EncoderGraph.Write(checkpoint, EmbeddingSettings.Read(folder.Path), EncoderOutput.Embedding, Precision.Float32, folder.Path));

        Assert.Equal("embeddings.word_embeddings.weight", error.Part);
        Assert.Contains("[900, 64]", error.Reason, StringComparison.Ordinal);
        Assert.Contains("[901, 64]", error.Reason, StringComparison.Ordinal);
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
