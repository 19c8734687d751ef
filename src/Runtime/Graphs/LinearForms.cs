using System.Numerics.Tensors;

namespace SearchEngine.Runtime.Graphs;

/// <summary>How a precision holds a linear layer's weights and multiplies by them.</summary>
internal interface ILinearForm
{
    /// <summary>y = x W^T + b.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="x">[..., inputs], float32.</param>
    /// <param name="name">A name for the constants.</param>
    /// <param name="weight">[outputs, inputs], row-major, as checkpoints hold it.</param>
    /// <param name="outputs">Rows of <paramref name="weight"/>.</param>
    /// <param name="bias">[outputs], or empty where the layer has none.</param>
    Value Apply(GraphBuilder graph, Value x, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias);
}

/// <summary>The product in float32.</summary>
internal sealed class Float32Linear : ILinearForm
{
    public Value Apply(GraphBuilder graph, Value x, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias)
    {
        int inputs = weight.Length / outputs;
        float[] transposed = new float[weight.Length];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++) transposed[i * outputs + o] = weight[o * inputs + i];
        }
        Value product = graph.Node("MatMul", [x, graph.Constant(name + ".weight", transposed, inputs, outputs)]);
        return bias.IsEmpty ? product : graph.Node("Add", [product, graph.Constant(name + ".bias", bias, outputs)]);
    }
}

/// <summary>
/// The product in 8-bit integers: weights symmetric within <paramref name="largest"/> with one scale per output channel, activations quantized by the operator with
/// one scale per run. A run holds one text, so no text's embedding depends on its neighbours.
/// </summary>
/// <param name="largest">The largest magnitude of a weight, see <see cref="Int8Range"/>.</param>
/// <remarks>Operator: com.microsoft DynamicQuantizeMatMul.</remarks>
internal sealed class Int8Linear(int largest) : ILinearForm
{
    public Value Apply(GraphBuilder graph, Value x, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias)
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
        Value noZeroPoint = Value.None;
        Value[] operands = bias.IsEmpty ? [x, codes, scale] : [x, codes, scale, noZeroPoint, graph.Constant(name + ".bias", bias, outputs)];
        return graph.Node("DynamicQuantizeMatMul", operands, GraphBuilder.Contrib);
    }
}

/// <summary>No product at all: for a survey, which asks only whether the weights are there.</summary>
internal sealed class NoLinear : ILinearForm
{
    public Value Apply(GraphBuilder graph, Value x, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias) => x;
}
