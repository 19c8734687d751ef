using System.Numerics.Tensors;

namespace SearchEngine.Runtime.Graphs;

/// <summary>How a precision holds a linear layer's weights and multiplies by them.</summary>
internal interface ILinearLayer
{
    /// <summary>Writes the weights as constants; what comes back adds y = x W^T + b to the graph, x being [..., inputs] of the type that the graph computes in.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="name">A name for the constants.</param>
    /// <param name="weight">[outputs, inputs], row-major, as checkpoints hold it.</param>
    /// <param name="outputs">Rows of <paramref name="weight"/>.</param>
    /// <param name="bias">[outputs], or empty where the layer has none.</param>
    Func<Value, Value> CreateLayer(GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias);
}

/// <summary>The product in floating point, in the type that the graph computes in.</summary>
internal sealed class FloatLinear : ILinearLayer
{
    private readonly bool _exact;

    public FloatLinear()
    {
    }

    private FloatLinear(bool exact) => _exact = exact;

    /// <summary>The product in float32 whatever the graph computes in.</summary>
    public static FloatLinear Exact { get; } = new(exact: true);

    public Func<Value, Value> CreateLayer(GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias)
    {
        int inputs = weight.Length / outputs;
        float[] transposed = new float[weight.Length];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++) transposed[i * outputs + o] = weight[o * inputs + i];
        }
        Value weights = Hold(graph, name + ".weight", transposed, inputs, outputs);
        if (bias.IsEmpty) return x => graph.Node("MatMul", [x, weights]);

        Value biases = Hold(graph, name + ".bias", bias, outputs);
        return x => graph.Node("Add", [graph.Node("MatMul", [x, weights]), biases]);
    }

    private Value Hold(GraphBuilder graph, string name, ReadOnlySpan<float> values, params long[] shape) =>
        _exact ? graph.Constant(name, values, shape) : graph.ComputeTypeConstant(name, values, shape);
}

/// <summary>
/// The product in 8-bit integers: weights symmetric within <paramref name="largest"/> with one scale per output channel, activations quantized by the operator with
/// one scale per product. A product holds one text, so no text's embedding depends on its neighbours.
/// </summary>
/// <param name="largest">The largest magnitude of a weight, see <see cref="Int8WeightRange"/>.</param>
/// <remarks>Operator: com.microsoft DynamicQuantizeMatMul.</remarks>
internal sealed class Int8Linear(int largest) : ILinearLayer
{
    public Func<Value, Value> CreateLayer(GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias)
    {
        int inputs = weight.Length / outputs;
        sbyte[] quantized = new sbyte[weight.Length];
        float[] scales = new float[outputs];
        for (int o = 0; o < outputs; o++)
        {
            ReadOnlySpan<float> row = weight.Slice(o * inputs, inputs);
            scales[o] = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(row)), float.Epsilon * (1 << 20)) / largest;
            for (int i = 0; i < inputs; i++) quantized[i * outputs + o] = (sbyte)MathF.Round(row[i] / scales[o]);
        }
        Value codes = graph.Constant(name + ".weight", quantized, inputs, outputs);
        Value scale = graph.Constant(name + ".scale", scales, outputs);
        if (bias.IsEmpty) return x => graph.Node("DynamicQuantizeMatMul", [x, codes, scale], GraphBuilder.MicrosoftDomain);

        Value noZeroPoint = Value.None, biases = graph.Constant(name + ".bias", bias, outputs);
        return x => graph.Node("DynamicQuantizeMatMul", [x, codes, scale, noZeroPoint, biases], GraphBuilder.MicrosoftDomain);
    }
}

/// <summary>No product at all: for a survey, which asks only whether the weights are there.</summary>
internal sealed class ValidationLinear : ILinearLayer
{
    public Func<Value, Value> CreateLayer(GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias) => x => x;
}
