using System.Numerics.Tensors;

namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// An 8-bit integer product: weights are symmetric within <paramref name="maxMagnitude"/> with one scale per output channel; the operator
/// quantizes activations with one scale per product. A product contains one text, so embeddings do not depend on neighbouring texts.
/// </summary>
/// <param name="maxMagnitude">Maximum magnitude of a weight, see <see cref="Int8WeightRange"/>.</param>
/// <remarks>Operator: com.microsoft DynamicQuantizeMatMul.</remarks>
internal sealed class Int8Linear(int maxMagnitude) : ILinearLayer
{
    private const float MinScaledMagnitude = float.Epsilon * (1 << 20);

    public Func<Value, Value> CreateLayer(
        GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias)
    {
        int inputs = weight.Length / outputs;
        sbyte[] quantized = new sbyte[weight.Length];
        float[] scales = new float[outputs];
        for (int o = 0; o < outputs; o++)
        {
            ReadOnlySpan<float> row = weight.Slice(o * inputs, inputs);
            scales[o] = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(row)), MinScaledMagnitude) / maxMagnitude;
            for (int i = 0; i < inputs; i++) quantized[i * outputs + o] = (sbyte)MathF.Round(row[i] / scales[o]);
        }
        Value codes = graph.Constant(name + ".weight", quantized, inputs, outputs);
        Value scale = graph.Constant(name + ".scale", scales, outputs);
        if (bias.IsEmpty) return x => graph.Node("DynamicQuantizeMatMul", [x, codes, scale], GraphBuilder.MicrosoftDomain);
        Value noZeroPoint = Value.None, biases = graph.Constant(name + ".bias", bias, outputs);
        return x => graph.Node("DynamicQuantizeMatMul", [x, codes, scale, noZeroPoint, biases], GraphBuilder.MicrosoftDomain);
    }
}
