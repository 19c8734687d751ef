namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>The layers of decoders.</summary>
internal static class DecoderLayers
{
    /// <summary>Root mean square normalization (Zhang and Sennrich 2019) over the last dimension.</summary>
    public static Value RmsNorm(this GraphBuilder graph, Value x, string name, int size, float epsilon)
    {
        OnnxAttribute[] attributes = [new("axis", Int: -1), new("epsilon", Float: epsilon)];
        return graph.Node("SimplifiedLayerNormalization", [x, Weight(graph, name, size)], "", attributes);
    }

    /// <summary>RmsNorm(stream + added) and the sum itself: the start of each half of a 2024 block.</summary>
    public static (Value Normed, Value Sum) AddAndRmsNorm(
        this GraphBuilder graph, Value stream, Value added, string name, int size, float epsilon)
    {
        Value[] inputs = [stream, added, Weight(graph, name, size)];
        OnnxAttribute attribute = new("epsilon", Float: epsilon);
        Value[] results = graph.Nodes("SkipSimplifiedLayerNormalization", 4, inputs, GraphBuilder.MicrosoftDomain, attribute);
        return (results[0], results[3]);
    }

    /// <summary>SwiGLU (Shazeer 2020): down(silu(gate x) * (up x)), [1, n, columns] to [1, n, columns].</summary>
    public static Value SwiGlu(
        this GraphBuilder graph,
        Value x,
        IDecoderMatrices matrices,
        string name,
        int columns,
        int size,
        MatrixSlice gate,
        MatrixSlice up,
        MatrixSlice down)
    {
        Value gateResult = graph.Silu(matrices.Linear(graph, x, name + ".gate", columns, gate));
        Value gated = graph.Multiply(gateResult, matrices.Linear(graph, x, name + ".up", columns, up));
        return matrices.Linear(graph, gated, name + ".down", size, down);
    }

    /// <summary>
    /// Causal attention in groups of query heads that share a key-value head (Ainslie et al. 2023). The operator rotates queries and keys
    /// by their positions (Su et al. 2021), appends keys and values to the layer's cache and reads the whole cache.
    /// </summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="qkv">Queries, keys and values side by side, [1, n, (heads + 2 key heads) * head size].</param>
    /// <param name="inputs">Inputs of the decoder.</param>
    /// <param name="settings">Settings of the decoder.</param>
    /// <param name="layer">Index of the layer, which selects the cache.</param>
    public static Value GroupQueryAttention(this GraphBuilder graph, Value qkv, DecoderInputs inputs, DecoderSettings settings, int layer)
    {
        DecoderShape shape = settings.Shape;
        object[] cache = [1, shape.KeyValueHeads, "capacity", shape.HeadSize];
        Value pastKeys = graph.Input(DecoderGraph.PastKeys(layer), OnnxType.Float, cache);
        Value pastValues = graph.Input(DecoderGraph.PastValues(layer), OnnxType.Float, cache);
        Value noKeys = Value.None, noValues = Value.None;
        Value[] operands =
        [
            qkv, noKeys, noValues, pastKeys, pastValues, inputs.LastIndex, inputs.Total, inputs.Rotary.Cosines, inputs.Rotary.Sines,
        ];
        OnnxAttribute[] attributes =
        [
            new("num_heads", Int: shape.Heads), new("kv_num_heads", Int: shape.KeyValueHeads), new("scale", Float: settings.AttentionScale),
            new("do_rotary", Int: 1), new("rotary_interleaved", Int: settings.IsInterleaved ? 1 : 0),
        ];
        Value[] results = graph.Nodes("GroupQueryAttention", 3, operands, GraphBuilder.MicrosoftDomain, attributes);
        graph.OutputInPlace(DecoderGraph.PresentKeys(layer), results[1], cache);
        graph.OutputInPlace(DecoderGraph.PresentValues(layer), results[2], cache);
        return results[0];
    }

    /// <summary>Multiplies x by a number; returns x itself if the number is 1.</summary>
    public static Value Scale(this GraphBuilder graph, Value x, string name, float factor) =>
        factor == 1 ? x : graph.Multiply(x, graph.Constant(name, [factor]));

    /// <summary>Selects rows of the only text: [1, n, size] to [m, size].</summary>
    public static Value SelectRows(this GraphBuilder graph, Value x, Value rows)
    {
        Value text = graph.Node("Squeeze", [x, graph.Constant("text.axis", 0L)]);
        return graph.Node("Gather", [text, rows]);
    }

    /// <summary>[1, n, size] to [n, size].</summary>
    public static Value Flatten(this GraphBuilder graph, Value x, int size) =>
        graph.Node("Reshape", [x, graph.Constant($"flat.{size}", -1L, size)]);

    private static Value Weight(GraphBuilder graph, string name, int size) => graph.Constant(name, graph.Weights.Read(name, size), size);
}
