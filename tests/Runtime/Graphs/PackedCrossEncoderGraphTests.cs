using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>
/// Checks the content of cross-encoders' graphs for CUDA. Their results are tested with the re-ranker, which packs the rows.
/// </summary>
public sealed class PackedCrossEncoderGraphTests
{
    private static readonly string Shipped = Path.Combine(Repository.Models, "reranker-mini-v1");

    public static TheoryData<string> Families => ["bert-cross-encoder", "xlm-roberta-cross-encoder", "modernbert-cross-encoder"];

    [Theory]
    [MemberData(nameof(Families))]
    public void Operators_HaveACudaKernel(string family)
    {
        OnnxReader graph = Write(ModelOf(family));
        Assert.Empty(graph.Nodes.Select(node => node.Operator).Except([.. PackedGraphTests.OnCuda, "Tanh"]));
        Assert.Distinct([.. graph.Nodes.SelectMany(node => node.Outputs), .. graph.Inputs, .. graph.Constants]);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Ports_WithoutSpans_AreARowAndAScorePerPair(string family)
    {
        OnnxReader graph = Write(ModelOf(family));
        Assert.Equal(
            [EncoderInputNames.CumulativeLengths, EncoderInputNames.TokenOffset],
            graph.Inputs.Except(
                [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments]).Order(StringComparer.Ordinal));
        Assert.Equal(family == "bert-cross-encoder", graph.Inputs.Contains(EncoderInputNames.Segments));
        Assert.Equal([new ReadPort(CrossEncoderGraph.Score, OnnxType.Float, "pairs,1")], graph.Results);
        Assert.Empty(graph.All("MultiHeadAttention"));
    }

    /// <summary>The score depends on the heads: their inputs and weights are float32, everything before them float16.</summary>
    [Fact]
    public void Heads_ShippedModel_AreFloat32()
    {
        OnnxReader graph = Write(Shipped);
        Assert.Equal(
            [
                new ReadPort(CrossEncoderGraph.Score, OnnxType.Float, "pairs,1"),
                new ReadPort(CrossEncoderGraph.Spans, OnnxType.Float, "tokens,2"),
            ], graph.Results);
        Assert.Equal(
            [
                "bert.pooler.dense.bias", "bert.pooler.dense.weight", "classifier.bias", "classifier.weight", "qa_outputs.bias",
                "qa_outputs.weight",
            ],
            graph.Initializers.Where(constant => constant.Type == OnnxType.Float)
                .Select(constant => constant.Name)
                .Order(StringComparer.Ordinal));
        ReadNode[] heads = [.. graph.Nodes.Reverse().TakeWhile(node => node.Operator != "LayerNormalization").Reverse()];
        Assert.Equal(
            "Squeeze Cast Slice Gather MatMul Add Tanh MatMul Add Identity MatMul Add Identity",
            string.Join(' ', heads.Select(node => node.Operator)));
    }

    [Fact]
    public void Write_EightBits_NamesAlternatives()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Write(ModelOf("bert-cross-encoder"), Precision.Int8));
        Assert.Contains("float16", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The cache may contain a graph that a GPU ran one pair at a time.</summary>
    [Fact]
    public void Key_PackedGraph_DiffersFromSinglePairs()
    {
        using Checkpoint checkpoint = Checkpoint.Open(ModelOf("bert-cross-encoder"));
        Assert.NotEqual(
            GraphKey.ForCrossEncoder(checkpoint, packed: false, Precision.Float16, Device.Cuda).ToFolderName(),
            GraphKey.ForCrossEncoder(checkpoint, packed: true, Precision.Float16, Device.Cuda).ToFolderName());
    }

    private static string ModelOf(string family) => Path.Combine(Repository.Fixtures, "models", family);

    private static OnnxReader Write(string modelFolder, Precision precision = Precision.Float16) =>
        OnnxReader.Write(modelFolder, (checkpoint, folder) => CrossEncoderGraph.Write(checkpoint, precision, folder, packed: true));
}
