using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Checks the content of graphs for CUDA. Their results are tested with the encoder, which packs the rows.</summary>
public sealed class PackedGraphTests
{
    /// <summary>
    /// Operators with kernels in ONNX Runtime's CUDA provider (docs/OperatorKernels.md) for the types used here; Shape and Range handle
    /// sizes, which stay on the CPU.
    /// </summary>
    internal static readonly string[] OnCuda =
    [
        "Abs", "Add", "And", "Cast", "Div", "Gather", "Gelu", "GreaterOrEqual", "Identity", "LayerNormalization", "Less", "LessOrEqual",
        "MatMul", "Max", "Min", "Mul",
        "PackedMultiHeadAttention", "QuickGelu", "Range", "ReduceSum", "RotaryEmbedding", "Shape", "Slice", "Sqrt", "Squeeze", "Sub",
        "Transpose", "Unsqueeze", "Where",
    ];

    public static TheoryData<string> Families => ReferenceModel.Encoders;

    /// <summary>Family, whether it has segments, number of layers without a bias, and number of layers with one.</summary>
    public static TheoryData<string, bool, int, int> Shapes => new()
    {
        { "bert", true, 3, 0 }, { "roberta", false, 3, 0 }, { "xlm-roberta", false, 3, 0 }, { "mpnet", false, 0, 3 },
        { "distilbert", false, 3, 0 }, { "modernbert", false, 2, 2 }, { "nomic-bert", true, 3, 0 },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Operators_HaveACudaKernel(string family)
    {
        Assert.Empty(Write(family, PoolingMode.Mean).Nodes.Select(node => node.Operator).Except(OnCuda));
        Assert.Empty(Write(family, PoolingMode.Cls).Nodes.Select(node => node.Operator).Except(OnCuda));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Ports_AreTokensAndTheLayoutOfTexts(string family, bool segments, int plain, int biased)
    {
        OnnxReader graph = Write(family, PoolingMode.Mean);
        ReadPort[] row =
        [
            new(EncoderInputNames.Tokens, OnnxType.Int64, "tokens"),
            new(EncoderInputNames.Positions, OnnxType.Int64, "tokens"),
        ];
        ReadPort[] packing =
        [
            new(EncoderInputNames.TokenOffset, OnnxType.Int32, "texts,width"), new(
                EncoderInputNames.CumulativeLengths,
                OnnxType.Int32,
                "bounds"),
        ];
        ReadPort[] ofSegments = segments ? [new(EncoderInputNames.Segments, OnnxType.Int64, "tokens")] : [];

        Assert.Equal([.. row, .. ofSegments, .. packing], graph.Ports);
        Assert.Equal([new ReadPort(EncoderGraph.Embedding, OnnxType.Float, "texts,64")], graph.Results);
        Assert.Equal(plain + biased, graph.All("PackedMultiHeadAttention").Count());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Attention_EveryLayer_ReadsCumulativeLengthsAndBiasIfNeeded(string family, bool segments, int plain, int biased)
    {
        const int Bias = 6;
        OnnxReader graph = Write(family, PoolingMode.Mean);
        ReadNode[] attentions = [.. graph.All("PackedMultiHeadAttention")];

        Assert.Empty(graph.All("MultiHeadAttention"));
        Assert.Equal(segments, graph.Inputs.Contains(EncoderInputNames.Segments));
        Assert.All(attentions, node =>
        {
            Assert.Equal("com.microsoft", node.Domain);
            Assert.Equal(new Dictionary<string, string> { ["num_heads"] = "4" }, node.Attributes);
            Assert.Equal(["", EncoderInputNames.TokenOffset, EncoderInputNames.CumulativeLengths], node.Inputs.Skip(3).Take(3));
            Assert.All(
                node.Inputs.Take(3), input => Assert.Equal("Squeeze", graph.Nodes.Single(from => from.Outputs.Contains(input)).Operator));
        });
        Assert.Equal(plain, attentions.Count(node => node.Inputs.Count == Bias));
        Assert.Equal(biased, attentions.Count(node => node.Inputs.Count == Bias + 1));
        Assert.True(attentions.Where(node => node.Inputs.Count > Bias).Select(node => node.Inputs[Bias]).Distinct().Count() <= 1);
    }

    /// <summary>Only integers and the minimum length are not float16.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Constants_Weights_AreFloat16(string family)
    {
        OnnxReader graph = Write(family, PoolingMode.Mean);
        Assert.Equal(
            ["length.least"], graph.Initializers.Where(constant => constant.Type == OnnxType.Float).Select(constant => constant.Name));
        Assert.All(graph.Initializers, constant => Assert.True(constant.Type is OnnxType.Float or OnnxType.Float16 or OnnxType.Int64));
        Assert.All(graph.All("MatMul").SkipLast(1), node =>
            Assert.Equal(OnnxType.Float16, graph.Initializers.Single(constant => constant.Name == node.Inputs[1]).Type));
        Assert.All(graph.All("LayerNormalization"), node =>
            Assert.Equal(OnnxType.Float16, graph.Initializers.Single(constant => constant.Name == node.Inputs[1]).Type));
    }

    /// <summary>Float16 has a maximum of 65,504 and three digits; the sum over a text and its squared length may need more.</summary>
    [Theory]
    [InlineData(
        nameof(PoolingMode.Mean),
        "Cast Shape Squeeze Range Cast Slice Unsqueeze Slice Unsqueeze GreaterOrEqual Less And Cast MatMul Sub Cast Div "
            + "Mul ReduceSum Sqrt Max Div Identity")]
    [InlineData(nameof(PoolingMode.Cls), "Slice Gather Cast Mul ReduceSum Sqrt Max Div Identity")]
    public void Pooling_IsFloat32(string pooling, string expected)
    {
        IReadOnlyList<ReadNode> nodes = Write("bert", Enum.Parse<PoolingMode>(pooling)).Nodes;
        ReadNode[] tail = [.. nodes.Reverse().TakeWhile(node => node.Operator != "LayerNormalization").Reverse().Skip(1)];
        Assert.Equal(expected.Split(' ').Order(), tail.Select(node => node.Operator).Order());
        Assert.Equal($"{(int)OnnxType.Float}", tail.First(node => node.Operator == "Cast").Attributes["to"]);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Names_InAGraph_AreUnique(string family)
    {
        OnnxReader mean = Write(family, PoolingMode.Mean), cls = Write(family, PoolingMode.Cls);
        Assert.Distinct([.. mean.Nodes.SelectMany(node => node.Outputs), .. mean.Inputs, .. mean.Constants]);
        Assert.Distinct([.. cls.Nodes.SelectMany(node => node.Outputs), .. cls.Inputs, .. cls.Constants]);
    }

    [Fact]
    public void Write_EightBits_NamesAlternatives()
    {
        string folder = ReferenceModel.Load("bert").Folder;
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => OnnxReader.Write(folder, EncoderOutput.PackedEmbeddings, Precision.Int8));
        Assert.Contains("float16", error.Message, StringComparison.Ordinal);
    }

    private static OnnxReader Write(string family, PoolingMode pooling) =>
        OnnxReader.Write(
            ReferenceModel.Load(family).Folder, EncoderOutput.PackedEmbeddings, Precision.Float16, ReferenceModel.Pooling(pooling));
}
