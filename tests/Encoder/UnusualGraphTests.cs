using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>Tests of small ONNX graphs with unusual types and outputs, and of unsupported graphs.</summary>
public sealed class UnusualGraphTests : IDisposable
{
    private static readonly OnnxValueInfo Tokens = new("input_ids", OnnxType.Int64, ["batch", "sequence"]);
    private static readonly OnnxInitializer Axis = new("axis", OnnxType.Int64, [1], BitConverter.GetBytes(2L), 0, 8);
    private static readonly OnnxValueInfo Hidden = new("last_hidden_state", OnnxType.Float, ["batch", "sequence", 1]);

    private readonly TemporaryFolder _folder = new();

    public UnusualGraphTests()
    {
        File.Copy(Path.Combine(Repository.Fixtures, "models", "bert", "tokenizer.json"), _folder["tokenizer.json"]);
        _folder.Write("config.json", """{"model_type": "unsupported-family", "max_position_embeddings": 8, "vocab_size": 900}""");
        // Mean pooling without normalization: an embedding of one number is the mean of the token ids.
        _folder.Write(
            "modules.json",
            """
            [
              {"path": "", "type": "sentence_transformers.models.Transformer"},
              {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}
            ]
            """);
        _folder.Write("1_Pooling/config.json", """{"pooling_mode_mean_tokens": true}""");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OnnxType.Int64, OnnxType.Float)]
    [InlineData(OnnxType.Int32, OnnxType.Float)]
    [InlineData(OnnxType.Int64, OnnxType.Float16)]
    [InlineData(OnnxType.Int32, OnnxType.Float16)]
    internal void Encode_OtherTensorTypes_PoolsHiddenStates(OnnxType input, OnnxType output)
    {
        Write([Tokens with { Type = input }], Hidden with { Type = output });
        Assert.Equal([3f], Encode(1, 2, 6));
    }

    [Fact]
    public void Encode_GraphWithPooling_ReturnsItsEmbedding()
    {
        OnnxValueInfo output = new("sentence_embedding", OnnxType.Float, ["batch", 1]);
        OnnxNode pooling = new("ReduceMax", "", ["hidden", "pooled"], [output.Name], [new("keepdims", Int: 0)]);
        OnnxInitializer axis = new("pooled", OnnxType.Int64, [1], BitConverter.GetBytes(1L), 0, 8);
        Write([Tokens], output, pooling, axis);
        Assert.Equal([6f], Encode(1, 2, 6));
    }

    [Fact]
    public void Load_UnsupportedInput_ReportsIt()
    {
        Write([Tokens, new OnnxValueInfo("task_id", OnnxType.Int64, ["batch"])], Hidden);
        AssertRefused("task_id", "is not a supported input", "input_ids, attention_mask");
    }

    [Fact]
    public void Load_UnsupportedOutputs_ReportsThem()
    {
        OnnxNode second = new("Identity", "", ["hidden"], ["scores"], []);
        WriteModel(
            [Tokens],
            [new("logits", OnnxType.Float, ["batch", "sequence", 1]), new("scores", OnnxType.Float, ["batch", "sequence", 1])],
            [.. Nodes("logits", OnnxType.Float), second],
            [Axis]);
        AssertRefused("outputs", "logits, scores", "last_hidden_state");
    }

    [Fact]
    public void Load_FixedShape_ReportsIt()
    {
        Write([Tokens with { Shape = [8, 128] }], Hidden with { Shape = [8, 128, 1] });
        AssertRefused("input_ids", "[8, 128]", "dynamic axes");
    }

    [Fact]
    public void Load_FloatInput_ReportsType()
    {
        Write([Tokens with { Type = OnnxType.Float }], Hidden);
        AssertRefused("input_ids", "Float", "Int64 or Int32");
    }

    [Fact]
    public void Load_IntegerOutput_ReportsType()
    {
        Write([Tokens], Hidden with { Type = OnnxType.Int64 });
        AssertRefused("last_hidden_state", "Int64", "Float or Float16");
    }

    /// <summary>
    /// The graph slices the last axis at the greatest token id. The axis has only one element, so its length, which
    /// the graph does not declare, is always 1.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Encode_HiddenSizeOnlyInConfig_IsCheckedAgainstOutput(int hidden)
    {
        _folder.Write(
            "config.json",
            $$"""{"model_type": "open", "max_position_embeddings": 8, "vocab_size": 900, "hidden_size": {{hidden}}}""");
        OnnxInitializer zero = new("zero", OnnxType.Int64, [1], new byte[8], 0, 8);
        WriteModel(
            [Tokens],
            [Hidden with { Shape = ["batch", "sequence", "hidden"] }],
            [
                .. Nodes("hidden", OnnxType.Float),
                new("ReduceMax", "", ["input_ids"], ["greatest"], [new("keepdims", Int: 0)]),
                new("Unsqueeze", "", ["greatest", "zero"], ["end"], []),
                new("Slice", "", ["hidden", "zero", "end", "axis"], ["last_hidden_state"], []),
            ],
            [Axis, zero]);
        if (hidden == 1)
        {
            Assert.Equal([3f], Encode(1, 2, 6));
            return;
        }
        CheckpointException exception = Assert.Throws<CheckpointException>(() => Encode(1, 2, 6));
        Assert.Contains("[1, 3, 1]", exception.Reason, StringComparison.Ordinal);
        Assert.Contains("[1, 3, 2]", exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatIsNotOnnx_ReportsFile()
    {
        _folder.Write("model.onnx", "not a graph");
        CheckpointException exception = Assert.Throws<CheckpointException>(() => Load().Dispose());
        Assert.Equal(_folder["model.onnx"], exception.File);
    }

    [Fact]
    public void Load_NoTokenLimit_ReportsMissingSetting()
    {
        _folder.Write("config.json", """{"model_type": "unlimited"}""");
        Write([Tokens], Hidden);
        AssertRefused("max_position_embeddings", "is missing");
        _folder.Write("sentence_bert_config.json", """{"max_seq_length": 8}""");
        Assert.Equal([2f], Encode(2));
    }

    private void AssertRefused(string part, params string[] named)
    {
        CheckpointException exception = Assert.Throws<CheckpointException>(() => Load().Dispose());
        Assert.Equal(part, exception.Part);
        Assert.All(named, text => Assert.Contains(text, exception.Reason, StringComparison.Ordinal));
    }

    private float[] Encode(params int[] ids)
    {
        using TextEncoder encoder = Load();
        float[] embedding = new float[encoder.Dimensions];
        encoder.Encode(ids, embedding);
        return embedding;
    }

    private TextEncoder Load() => TextEncoder.Load(_folder.Path, new EncoderOptions { Cache = new GraphCache(_folder["graphs"]) });

    private void Write(OnnxValueInfo[] inputs, OnnxValueInfo output) =>
        WriteModel(inputs, [output], Nodes(output.Name, output.Type), [Axis]);

    private void Write(OnnxValueInfo[] inputs, OnnxValueInfo output, OnnxNode last, OnnxInitializer constant) =>
        WriteModel(inputs, [output], [.. Nodes("hidden", output.Type), last], [Axis, constant]);

    /// <summary>Creates nodes whose hidden state for a token is one number, the token's id.</summary>
    private static OnnxNode[] Nodes(string output, OnnxType type) =>
    [
        new("Cast", "", ["input_ids"], ["numbers"], [new("to", Int: (int)type)]),
        new("Unsqueeze", "", ["numbers", "axis"], ["hidden"], []),
        .. output == "hidden" ? Array.Empty<OnnxNode>() : [new("Identity", "", ["hidden"], [output], [])],
    ];

    private void WriteModel(OnnxValueInfo[] inputs, OnnxValueInfo[] outputs, OnnxNode[] nodes, OnnxInitializer[] constants)
    {
        using FileStream file = File.Create(_folder["model.onnx"]);
        OnnxWriter.Write(new OnnxModel("unusual", nodes, constants, inputs, outputs, "none"), file);
    }
}
