namespace SearchEngine.Runtime.Graphs;

/// <summary>Layers of packed graphs, made of operators that have CUDA kernels.</summary>
internal static class PackedLayers
{
    /// <summary>The minimum divisor, as in PyTorch's normalize: a zero row stays zero.</summary>
    private const float MinLength = 1e-12f;

    /// <summary>Attention within each text of a packed row: q, k and v [tokens, 1, size] to [tokens, 1, size].</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="q">Queries; the operator requires as many as keys, so the last layer too is computed for all tokens.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="packing">Layout of the texts.</param>
    /// <param name="bias">Added to the scores of each text, [1, 1 or heads, width, width]; may be <see cref="Value.None"/>.</param>
    /// <param name="heads">Number of attention heads.</param>
    /// <remarks>
    /// com.microsoft PackedMultiHeadAttention, which ONNX Runtime provides only for CUDA. Without a bias it uses FlashAttention with
    /// cumulative lengths; with a bias it uses the CUTLASS kernel if width is a multiple of 8, otherwise an unfused one that pads to width.
    /// </remarks>
    public static Value PackedAttention(this GraphBuilder graph, Value q, Value k, Value v, PackedLayout packing, Value bias, int heads)
    {
        Value noProjectionBias = Value.None;
        Value[] inputs = [Rows(q), Rows(k), Rows(v), noProjectionBias, packing.TokenOffset, packing.CumulativeLengths];
        if (bias != Value.None) inputs = [.. inputs, bias];
        Value attention = graph.Node(
            "PackedMultiHeadAttention", inputs, GraphBuilder.MicrosoftDomain, new OnnxAttribute("num_heads", Int: heads));
        return graph.Node("Unsqueeze", [attention, graph.Constant(attention.Name + ".axis", 1L)]);

        Value Rows(Value x) => graph.Rows(x);
    }

    /// <summary>[tokens, 1, size] to [tokens, size].</summary>
    public static Value Rows(this GraphBuilder graph, Value x) => graph.Node("Squeeze", [x, graph.Constant(x.Name + ".rows", 1L)]);

    /// <summary>x / |x| over the last of two dimensions. LpNormalization has no CUDA kernel, and ReduceL2 not in every version.</summary>
    public static Value L2Normalize(this GraphBuilder graph, Value x)
    {
        Value squares = graph.Node(
            "ReduceSum", [graph.Multiply(x, x), graph.Constant("length.axis", 1L)], "", new OnnxAttribute("keepdims", Int: 1));
        Value length = graph.Node("Max", [graph.Node("Sqrt", [squares]), graph.Constant("length.least", [MinLength])]);
        return graph.Node("Div", [x, length]);
    }

    /// <summary>0, 1, ... up to the size of x's axis minus one, int64.</summary>
    public static Value RangeAlong(this GraphBuilder graph, Value x, int axis)
    {
        Value size = graph.Node("Shape", [x], "", new OnnxAttribute("start", Int: axis), new OnnxAttribute("end", Int: axis + 1));
        return graph.Node("Range", [graph.Scalar(x.Name + ".zero", 0), graph.Node("Squeeze", [size]), graph.Scalar(x.Name + ".one", 1)]);
    }
}
