namespace SearchEngine.Runtime.Graphs;

/// <summary>The layers from which architectures are built. Weights are named as in the checkpoint.</summary>
internal static class Layers
{
    /// <summary>Looks up rows of a table: ids [1, n] to [1, n, size].</summary>
    public static Value Embedding(this GraphBuilder graph, Value ids, string name, int rows, int size)
    {
        bool isHalf = graph.Precision != Precision.Float32;
        Value table = graph.GetOrAdd(name, () =>
        {
            float[] numbers = graph.Weights.Read(name + ".weight", rows, size);
            return isHalf ? graph.Float16Constant(name, numbers, rows, size) : graph.Constant(name, numbers, rows, size);
        });
        Value found = graph.Node("Gather", [table, ids]);
        return graph.Precision == Precision.Int8 ? graph.ToFloat32(found) : found;
    }

    /// <summary>The only row of a table, [size], for models in which every id would be 0.</summary>
    public static Value SingleRow(this GraphBuilder graph, string name, int size) =>
        graph.ComputeTypeConstant(name, graph.Weights.Read(name + ".weight", 1, size), size);

    /// <summary>y = x W^T + b: [1, n, inputs] to [1, n, outputs].</summary>
    public static Value Linear(this GraphBuilder graph, Value x, string name, int inputs, int outputs, bool bias = true)
    {
        Func<Value, Value> layer = graph.GetOrAdd(name, () => graph.CreateLayer(graph.LinearLayer, name, inputs, outputs, bias));
        return graph.PerText(x, layer);
    }

    /// <summary>y = x W^T + b in float32 in every precision; x must be float32.</summary>
    public static Value ExactLinear(this GraphBuilder graph, Value x, string name, int inputs, int outputs, bool bias = true) =>
        graph.CreateLayer(FloatLinear.Exact, name, inputs, outputs, bias)(x);

    /// <summary>
    /// One of <paramref name="parts"/> linear layers of equal size that a checkpoint stacks in one matrix [parts * outputs, inputs].
    /// </summary>
    public static Value StackedLinear(
        this GraphBuilder graph, Value x, string name, int inputs, int outputs, int part, int parts, bool bias)
    {
        string partName = $"{name}.{part}";
        return graph.PerText(x, graph.GetOrAdd(partName, () =>
        {
            ReadOnlySpan<float> weights = graph.Weights.Read(name + ".weight", (long)parts * outputs, inputs);
            ReadOnlySpan<float> biases = bias ? graph.Weights.Read(name + ".bias", (long)parts * outputs) : [];
            ReadOnlySpan<float> partWeights = weights.Slice(part * outputs * inputs, outputs * inputs);
            ReadOnlySpan<float> partBiases = bias ? biases.Slice(part * outputs, outputs) : [];
            return graph.LinearLayer.CreateLayer(graph, partName, partWeights, outputs, partBiases);
        }));
    }

    /// <summary>
    /// Layer normalization over the last dimension (Ba et al. 2016). Mean and variance are always float32: the operator's stash_type.
    /// </summary>
    public static Value LayerNorm(this GraphBuilder graph, Value x, string name, int size, float epsilon, bool bias = true)
    {
        Value weight = graph.Vector(name + ".weight", size);
        Value[] inputs = bias ? [x, weight, graph.Vector(name + ".bias", size)] : [x, weight];
        return graph.Node("LayerNormalization", inputs, "", CreateNormAttributes(epsilon));
    }

    /// <summary>Layer normalization in float32 in every precision; x must be float32.</summary>
    public static Value ExactLayerNorm(this GraphBuilder graph, Value x, string name, int size, float epsilon, bool bias = true)
    {
        Value weight = ExactVector(name + ".weight");
        Value[] inputs = bias ? [x, weight, ExactVector(name + ".bias")] : [x, weight];
        return graph.Node("LayerNormalization", inputs, "", CreateNormAttributes(epsilon));

        Value ExactVector(string vectorName) => graph.Constant(vectorName, graph.Weights.Read(vectorName, size), size);
    }

    /// <summary>LayerNorm(x + residual): the end of each half of a 2017 block.</summary>
    /// <remarks>
    /// Two operators on purpose: the fused SkipLayerNormalization is not vectorized on the CPU (ONNX Runtime 1.31) and took a fifth of a
    /// run, Add and LayerNormalization a twentieth. On CUDA it sums in float16 unless a provider option forbids it.
    /// </remarks>
    public static Value AddAndNorm(this GraphBuilder graph, Value x, Value residual, string name, int size, float epsilon) =>
        graph.LayerNorm(graph.Add(x, residual), name, size, epsilon);

    /// <summary>Scaled dot-product attention: q [t, m, size], k and v [t, n, size] to [t, m, size].</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="inputs">The graph's inputs, with their padding or packing.</param>
    /// <param name="bias">Added to the scores, [t or 1, 1 or heads, m, n]; may be <see cref="Value.None"/>.</param>
    /// <param name="heads">Number of attention heads.</param>
    public static Value Attention(this GraphBuilder graph, Value q, Value k, Value v, EncoderInputs inputs, Value bias, int heads)
    {
        if (inputs.PackedLayout is { } layout) return graph.PackedAttention(q, k, v, layout, bias, heads);
        Value noProjectionBias = Value.None;
        OnnxAttribute headCount = new("num_heads", Int: heads);
        return graph.PerText([q, k, v, inputs.PaddingMask, bias], text =>
            graph.Node("MultiHeadAttention", Operands(text[..3], text[3], text[4]), GraphBuilder.MicrosoftDomain, headCount));

        Value[] Operands(Value[] qkv, Value paddingMask, Value bias) => (paddingMask == Value.None, bias == Value.None) switch
        {
            (true, true) => qkv,
            (false, true) => [.. qkv, noProjectionBias, paddingMask],
            _ => [.. qkv, noProjectionBias, paddingMask, bias],
        };
    }

    /// <summary>
    /// x times the cumulative distribution function of the normal distribution, computed with erf (Hendrycks and Gimpel 2016).
    /// </summary>
    public static Value Gelu(this GraphBuilder graph, Value x) =>
        graph.PerText(x, text => graph.Node("Gelu", [text], GraphBuilder.MicrosoftDomain));

    /// <summary>x times its logistic function (Elfwing et al. 2017): QuickGelu with alpha 1.</summary>
    public static Value Silu(this GraphBuilder graph, Value x) =>
        graph.Node("QuickGelu", [x], GraphBuilder.MicrosoftDomain, new OnnxAttribute("alpha", Float: 1));

    /// <summary>Converts x to float32.</summary>
    public static Value ToFloat32(this GraphBuilder graph, Value x) =>
        graph.Node("Cast", [x], "", new OnnxAttribute("to", Int: (int)OnnxType.Float));

    /// <summary>Converts x from float32 to the graph's compute type.</summary>
    public static Value ToComputeType(this GraphBuilder graph, Value x) => graph.Precision == Precision.Float16
        ? graph.Node("Cast", [x], "", new OnnxAttribute("to", Int: (int)OnnxType.Float16))
        : x;

    /// <summary>x + y.</summary>
    public static Value Add(this GraphBuilder graph, Value x, Value y) => graph.Node("Add", [x, y]);

    /// <summary>x times y, element by element.</summary>
    public static Value Multiply(this GraphBuilder graph, Value x, Value y) => graph.Node("Mul", [x, y]);

    /// <summary>Selects the first token's row: [1, n, size] to [1, 1, size].</summary>
    public static Value FirstToken(this GraphBuilder graph, Value x)
    {
        Value zero = graph.Constant("first.token", 0L);
        Value first = graph.PerText(x, text => graph.Node("Gather", [text, zero], "", new OnnxAttribute("axis", Int: 1)));
        graph.InterleavedTexts?.MarkSingleRow(first);
        return first;
    }

    /// <summary>
    /// Applies a function to the value, or to each text's part of it if a row holds several texts (see <see cref="InterleavedTexts"/>).
    /// </summary>
    public static Value PerText(this GraphBuilder graph, Value value, Func<Value, Value> apply, int axis = 1) =>
        graph.InterleavedTexts is { } texts ? texts.Apply([value], text => apply(text[0]), axis) : apply(value);

    /// <summary>Applies a function to the values, or to each text's part of them.</summary>
    public static Value PerText(this GraphBuilder graph, Value[] values, Func<Value[], Value> apply) =>
        graph.InterleavedTexts is { } texts ? texts.Apply(values, apply, axis: 1) : apply(values);

    private static OnnxAttribute[] CreateNormAttributes(float epsilon) => [new("axis", Int: -1), new("epsilon", Float: epsilon)];

    private static Func<Value, Value> CreateLayer(
        this GraphBuilder graph, ILinearLayer linear, string name, int inputs, int outputs, bool bias)
    {
        float[] weights = graph.Weights.Read(name + ".weight", outputs, inputs);
        float[] biases = bias ? graph.Weights.Read(name + ".bias", outputs) : [];
        return linear.CreateLayer(graph, name, weights, outputs, biases);
    }

    private static Value Vector(this GraphBuilder graph, string name, int size) =>
        graph.GetOrAdd(name, () => graph.ComputeTypeConstant(name, graph.Weights.Read(name, size), size));
}
