namespace SearchEngine.Runtime.Graphs;

/// <summary>The layers that architecture files are written in. Weights are named as the checkpoint names them.</summary>
internal static class Layers
{
    /// <summary>Rows of a table by id: ids [1, n] to [1, n, size].</summary>
    public static Value Embedding(this GraphBuilder graph, Value ids, string name, int rows, int size)
    {
        bool halves = graph.Precision != Precision.Float32;
        Value table = graph.GetOrAdd(name, () =>
        {
            float[] numbers = graph.Weights.Read(name + ".weight", rows, size);
            return halves ? graph.Float16Constant(name, numbers, rows, size) : graph.Constant(name, numbers, rows, size);
        });
        Value found = graph.Node("Gather", [table, ids]);
        return graph.Precision == Precision.Int8 ? graph.ToFloat32(found) : found;
    }

    /// <summary>The one row of a table of one row, [size], where every id would be 0.</summary>
    public static Value SingleRow(this GraphBuilder graph, string name, int size) => graph.ComputeTypeConstant(name, graph.Weights.Read(name + ".weight", 1, size), size);

    /// <summary>y = x W^T + b: [1, n, inputs] to [1, n, outputs].</summary>
    public static Value Linear(this GraphBuilder graph, Value x, string name, int inputs, int outputs, bool bias = true) =>
        graph.PerText(x, graph.GetOrAdd(name, () => graph.LinearLayer.CreateLayer(
            graph, name, graph.Weights.Read(name + ".weight", outputs, inputs), outputs, bias ? graph.Weights.Read(name + ".bias", outputs) : [])));

    /// <summary>y = x W^T + b in float32 whatever the precision, x being float32.</summary>
    public static Value ExactLinear(this GraphBuilder graph, Value x, string name, int inputs, int outputs, bool bias = true) =>
        FloatLinear.Exact.CreateLayer(graph, name, graph.Weights.Read(name + ".weight", outputs, inputs), outputs, bias ? graph.Weights.Read(name + ".bias", outputs) : [])(x);

    /// <summary>One of <paramref name="parts"/> linear layers of equal size that a checkpoint stacks in one matrix [parts * outputs, inputs].</summary>
    public static Value StackedLinear(this GraphBuilder graph, Value x, string name, int inputs, int outputs, int part, int parts, bool bias)
    {
        string partName = $"{name}.{part}";
        return graph.PerText(x, graph.GetOrAdd(partName, () =>
        {
            ReadOnlySpan<float> weights = graph.Weights.Read(name + ".weight", (long)parts * outputs, inputs);
            ReadOnlySpan<float> biases = bias ? graph.Weights.Read(name + ".bias", (long)parts * outputs) : [];
            return graph.LinearLayer.CreateLayer(
                graph, partName, weights.Slice(part * outputs * inputs, outputs * inputs), outputs, bias ? biases.Slice(part * outputs, outputs) : []);
        }));
    }

    /// <summary>Layer normalization over the last dimension (Ba et al. 2016). Mean and variance are float32 whatever x is: the operator's stash_type.</summary>
    public static Value LayerNorm(this GraphBuilder graph, Value x, string name, int size, float epsilon, bool bias = true)
    {
        Value weight = graph.Vector(name + ".weight", size);
        Value[] inputs = bias ? [x, weight, graph.Vector(name + ".bias", size)] : [x, weight];
        return graph.Node("LayerNormalization", inputs, "", new OnnxAttribute("axis", Int: -1), new OnnxAttribute("epsilon", Float: epsilon));
    }

    /// <summary>Layer normalization in float32 whatever the precision, x being float32.</summary>
    public static Value ExactLayerNorm(this GraphBuilder graph, Value x, string name, int size, float epsilon, bool bias = true)
    {
        Value weight = graph.Constant(name + ".weight", graph.Weights.Read(name + ".weight", size), size);
        Value[] inputs = bias ? [x, weight, graph.Constant(name + ".bias", graph.Weights.Read(name + ".bias", size), size)] : [x, weight];
        return graph.Node("LayerNormalization", inputs, "", new OnnxAttribute("axis", Int: -1), new OnnxAttribute("epsilon", Float: epsilon));
    }

    /// <summary>LayerNorm(x + residual), as the 2017 block ends each of its halves.</summary>
    /// <remarks>
    /// Two operators on purpose: the fused SkipLayerNormalization runs scalar on the CPU (ONNX Runtime 1.31) and took a fifth of a run,
    /// Add and the vectorized LayerNormalization a twentieth. On CUDA it sums in float16 unless a provider option forbids it.
    /// </remarks>
    public static Value AddAndNorm(this GraphBuilder graph, Value x, Value residual, string name, int size, float epsilon) =>
        graph.LayerNorm(graph.Add(x, residual), name, size, epsilon);

    /// <summary>Scaled dot-product attention in <paramref name="heads"/> heads: q [t, m, size], k and v [t, n, size] to [t, m, size].</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="inputs">How the graph's texts lie: their padding, or their packing.</param>
    /// <param name="bias">Added to the scores, [t or 1, 1 or heads, m, n], or none.</param>
    /// <param name="heads">Heads.</param>
    public static Value Attention(this GraphBuilder graph, Value q, Value k, Value v, EncoderInputs inputs, Value bias, int heads)
    {
        if (inputs.PackedLayout is { } packing) return graph.PackedAttention(q, k, v, packing, bias, heads);

        Value noProjectionBias = Value.None;
        return graph.PerText([q, k, v, inputs.PaddingMask, bias], text => graph.Node("MultiHeadAttention", Inputs(text[0], text[1], text[2], text[3], text[4]), GraphBuilder.MicrosoftDomain, new OnnxAttribute("num_heads", Int: heads)));

        Value[] Inputs(Value q, Value k, Value v, Value paddingMask, Value bias) => (paddingMask == Value.None, bias == Value.None) switch
        {
            (true, true) => [q, k, v],
            (false, true) => [q, k, v, noProjectionBias, paddingMask],
            _ => [q, k, v, noProjectionBias, paddingMask, bias],
        };
    }

    /// <summary>x times the normal distribution's cumulative function of x, by erf (Hendrycks and Gimpel 2016).</summary>
    public static Value Gelu(this GraphBuilder graph, Value x) => graph.PerText(x, text => graph.Node("Gelu", [text], GraphBuilder.MicrosoftDomain));

    /// <summary>x times its logistic function (Elfwing et al. 2017); QuickGelu with alpha 1.</summary>
    public static Value Silu(this GraphBuilder graph, Value x) => graph.Node("QuickGelu", [x], GraphBuilder.MicrosoftDomain, new OnnxAttribute("alpha", Float: 1));

    /// <summary>x in float32.</summary>
    public static Value ToFloat32(this GraphBuilder graph, Value x) => graph.Node("Cast", [x], "", new OnnxAttribute("to", Int: (int)OnnxType.Float));

    /// <summary>x, float32, in the type that the graph computes in.</summary>
    public static Value ToComputeType(this GraphBuilder graph, Value x) =>
        graph.Precision == Precision.Float16 ? graph.Node("Cast", [x], "", new OnnxAttribute("to", Int: (int)OnnxType.Float16)) : x;

    /// <summary>x + y.</summary>
    public static Value Add(this GraphBuilder graph, Value x, Value y) => graph.Node("Add", [x, y]);

    /// <summary>x times y, element by element.</summary>
    public static Value Multiply(this GraphBuilder graph, Value x, Value y) => graph.Node("Mul", [x, y]);

    /// <summary>The first token's row: [1, n, size] to [1, 1, size].</summary>
    public static Value FirstToken(this GraphBuilder graph, Value x)
    {
        Value zero = graph.Constant("first.token", 0L);
        Value first = graph.PerText(x, text => graph.Node("Gather", [text, zero], "", new OnnxAttribute("axis", Int: 1)));
        graph.InterleavedTexts?.MarkSingleRow(first);
        return first;
    }

    /// <summary>Applies a function to the value, or to each text's share of it where a row holds several (see <see cref="InterleavedTexts"/>).</summary>
    public static Value PerText(this GraphBuilder graph, Value value, Func<Value, Value> apply, int axis = 1) =>
        graph.InterleavedTexts is { } parts ? parts.Apply([value], text => apply(text[0]), axis) : apply(value);

    /// <summary>Applies a function to the values, or to each text's share of them.</summary>
    public static Value PerText(this GraphBuilder graph, Value[] values, Func<Value[], Value> apply) =>
        graph.InterleavedTexts is { } parts ? parts.Apply(values, apply, axis: 1) : apply(values);

    private static Value Vector(this GraphBuilder graph, string name, int size) => graph.GetOrAdd(name, () => graph.ComputeTypeConstant(name, graph.Weights.Read(name, size), size));
}
