using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Checks the content of written graphs that speed depends on, because no result shows it.</summary>
public sealed class WrittenGraphTests
{
    /// <summary>The number of layers of each fixture with a window; all others attend to the whole text without a bias.</summary>
    public static TheoryData<string, int, int> Attentions => new()
    {
        { "bert", 3, 0 },
        { "roberta", 3, 0 },
        { "xlm-roberta", 3, 0 },
        { "mpnet", 0, 3 },
        { "distilbert", 3, 0 },
        { "modernbert", 2, 2 },
        { "nomic-bert", 3, 0 },
    };

    public static TheoryData<string> Families => ReferenceModel.Encoders;

    [Theory]
    [InlineData(Precision.Float32, "MatMul Add")]
    [InlineData(Precision.Int8, "DynamicQuantizeMatMul")]
    public void Bert_EachBlock_HasExactlyTheseOperators(Precision precision, string linear)
    {
        string table = precision == Precision.Float32 ? "Gather" : "Gather Cast";
        string attention = $"{linear} {linear} {linear} MultiHeadAttention {linear} Add LayerNormalization";
        string block = $"{attention} {linear} Gelu {linear} Add LayerNormalization";
        string expected = $"{table} {table} {table} Add Add LayerNormalization {block} {block} {block} Identity";
        OnnxReader graph = OnnxReader.Write(ReferenceModel.Load("bert").Folder, EncoderOutput.HiddenStates, precision);
        Assert.Equal(expected, string.Join(' ', graph.Nodes.Select(node => node.Operator)));
    }

    [Theory]
    [MemberData(nameof(Attentions))]
    public void SingleText_LayersWithBias_ShareIt(string family, int plain, int biased)
    {
        const int Bias = 5;
        OnnxReader graph = OnnxReader.Write(ReferenceModel.Load(family).Folder, EncoderOutput.HiddenStates);
        ReadNode[] attentions = [.. graph.All("MultiHeadAttention")];
        Assert.Equal(plain, attentions.Count(node => node.Inputs.Count == 3));
        Assert.Equal(biased, attentions.Count(node => node.Inputs.Count > Bias));
        Assert.True(attentions.Where(node => node.Inputs.Count > Bias).Select(node => node.Inputs[Bias]).Distinct().Count() <= 1);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Packed_EveryLayer_TakesABias(string family)
    {
        OnnxReader graph = OnnxReader.Write(ReferenceModel.Load(family).Folder, EncoderOutput.PackedHiddenStates);
        Assert.Contains(EncoderInputNames.AttentionBias, graph.Inputs);
        Assert.All(graph.All("MultiHeadAttention"), node => Assert.Equal(6, node.Inputs.Count));
    }

    [Theory]
    [InlineData("bert", true)]
    [InlineData("roberta", false)]
    [InlineData("xlm-roberta", false)]
    [InlineData("mpnet", false)]
    [InlineData("distilbert", false)]
    [InlineData("modernbert", false)]
    [InlineData("nomic-bert", true)]
    public void SingleText_Inputs_MatchTheFamily(string family, bool segments)
    {
        OnnxReader graph = OnnxReader.Write(ReferenceModel.Load(family).Folder, EncoderOutput.Embedding);
        Assert.Equal(
            segments
                ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments]
                : [EncoderInputNames.Tokens, EncoderInputNames.Positions],
            graph.Inputs);
        Assert.All(graph.Inputs, input => Assert.Contains(graph.Nodes, node => node.Inputs.Contains(input)));
    }

    /// <summary>Two nodes or constants with the same name would be confused.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Names_InAGraph_AreUnique(string family)
    {
        OnnxReader graph = OnnxReader.Write(
            ReferenceModel.Load(family).Folder, EncoderOutput.Embedding, Precision.Int8, ReferenceModel.Pooling(PoolingMode.Cls));
        Assert.Distinct([.. graph.Nodes.SelectMany(node => node.Outputs), .. graph.Inputs, .. graph.Constants]);
    }
}
