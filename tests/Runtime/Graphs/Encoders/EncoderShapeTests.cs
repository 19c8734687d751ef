using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tests.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs.Encoders;

public sealed class EncoderShapeTests
{
    [Theory]
    [InlineData("bert", 900, 0, 200, true)]
    [InlineData("roberta", 900, 2, 198, false)]
    [InlineData("xlm-roberta", 1002, 2, 198, false)]
    [InlineData("mpnet", 900, 2, 198, false)]
    [InlineData("distilbert", 900, 0, 200, false)]
    [InlineData("modernbert", 900, 0, 512, false)]
    [InlineData("nomic-bert", 900, 0, 200, true)]
    public void Describe_EachFamily_ReturnsFirstAndLastPosition(string family, int vocabulary, int first, int longest, bool segments)
    {
        using Checkpoint checkpoint = Checkpoint.Open(ReferenceModel.Load(family).Folder);
        Assert.Equal(new EncoderShape(64, vocabulary, first, longest, segments), EncoderGraph.Describe(checkpoint));
    }

    /// <summary>The longest text runs; one token more would have no position.</summary>
    [Theory]
    [InlineData("bert")]
    [InlineData("roberta")]
    [InlineData("mpnet")]
    [InlineData("distilbert")]
    [InlineData("modernbert")]
    [InlineData("nomic-bert")]
    public void Run_LongestText_ReturnsFiniteNumbers(string family)
    {
        string folder = ReferenceModel.Load(family).Folder;
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        EncoderShape shape = EncoderGraph.Describe(checkpoint);
        using EncoderRun encoder = new(folder, EncoderOutput.Embedding, Precision.Float32);
        long[] longest = [.. Enumerable.Range(0, shape.MaxTokens).Select(i => (long)(i * 7 % shape.Vocabulary))];
        Assert.All(encoder.Run(longest), x => Assert.True(float.IsFinite(x)));
        Assert.Throws<OnnxRuntimeException>(() => encoder.Run([.. longest, 5]));
    }

    /// <summary>Checkpoints with an additional head prefix every weight name and contain weights that an encoder does not read.</summary>
    [Theory]
    [InlineData("bert", "bert.")]
    [InlineData("roberta", "roberta.")]
    [InlineData("mpnet", "mpnet.")]
    [InlineData("distilbert", "distilbert.")]
    [InlineData("modernbert", "model.")]
    public void HiddenStates_WeightsOfAModelWithAHead_EqualTheReference(string family, string prefix)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig(family, config => config);
        SafetensorsWriter.Write(folder["model.safetensors"],
        [
            .. SafetensorsWriter.Read(Path.Combine(model.Folder, "model.safetensors")).Select(
                tensor => tensor with { Name = prefix + tensor.Name }),
            new StoredTensor("head.bias", "F32", [1], new byte[4]),
        ]);
        using EncoderRun encoder = new(folder.Path, EncoderOutput.HiddenStates, Precision.Float32);
        model.AssertHidden(model.Cases[0], encoder.Run(model.Cases[0].Ids));
    }

    [Theory]
    [InlineData("bert", "\"hidden_act\": \"gelu\"", "\"hidden_act\": \"relu\"", "hidden_act", "'relu'")]
    [InlineData("bert", "\"num_attention_heads\": 4", "\"num_attention_heads\": 5", "num_attention_heads", "is 5, which does not divide")]
    [InlineData("bert", "\"num_attention_heads\": 4", "\"num_attention_heads\": 0", "num_attention_heads", "at least 1")]
    [InlineData("roberta", "\"pad_token_id\": 1", "\"pad_token_id\": 199", "pad_token_id", "200 positions")]
    [InlineData(
        "mpnet", "\"relative_attention_num_buckets\": 32", "\"relative_attention_num_buckets\": 2", "relative_attention_num_buckets",
        "at least 4")]
    [InlineData("mpnet", "\"max_position_embeddings\": 200", "\"max_position_embeddings\": 2", "max_position_embeddings", "is 2")]
    [InlineData("distilbert", "\"activation\": \"gelu\"", "\"activation\": \"relu\"", "activation", "'relu'")]
    [InlineData("distilbert", "\"dim\": 64", "\"dimension\": 64", "dim (or hidden_size)", "is missing")]
    [InlineData("modernbert", "\"num_hidden_layers\": 4", "\"num_hidden_layers\": 3", "layer_types", "lists 4 layers")]
    [InlineData("modernbert", "\"sliding_attention\",", "\"linear_attention\",", "layer_types", "'linear_attention'")]
    [InlineData(
        "modernbert", "\"rope_type\": \"default\"", "\"rope_type\": \"yarn\"", "rope_parameters.full_attention.rope_type", "'yarn'")]
    [InlineData("nomic-bert", "\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"", "hidden_act", "'gelu'")]
    [InlineData("nomic-bert", "\"head_dim\": 16", "\"prenorm\": true", "prenorm", "is true, but")]
    [InlineData("nomic-bert", "\"head_dim\": 16", "\"rotary_emb_fraction\": 0.5", "rotary_emb_fraction", "is 0.5, but")]
    [InlineData("nomic-bert", "\"head_dim\": 16", "\"moe_every_n_layers\": 2", "moe_every_n_layers", "with experts are not supported")]
    [InlineData("nomic-bert", "\"head_dim\": 16", "\"rope_scaling\": {\"type\": \"linear\"}", "rope_scaling", "not supported")]
    public void Describe_UnsupportedVariant_NamesFieldAndValue(string family, string old, string replacement, string part, string named)
    {
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig(family, config => Replace(config, old, replacement));
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
        CheckpointException error = Assert.Throws<CheckpointException>(() => EncoderGraph.Describe(checkpoint));
        Assert.Equal(part, error.Part);
        Assert.Contains(named, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_UnsupportedFamily_ListsTheSupportedOnes()
    {
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig(
            "bert", config => Replace(config, "\"model_type\": \"bert\"", "\"model_type\": \"t5\""));
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
        string message = Assert.Throws<CheckpointException>(() => EncoderGraph.Describe(checkpoint)).Message;
        foreach (string family in (string[])["'t5'", "bert", "roberta", "xlm-roberta", "mpnet", "distilbert", "modernbert", "nomic_bert"])
            Assert.Contains(family, message, StringComparison.Ordinal);
    }

    private static string Replace(string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
