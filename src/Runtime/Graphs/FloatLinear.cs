namespace SearchEngine.Runtime.Graphs;

/// <summary>A floating-point product in the graph's compute type.</summary>
internal sealed class FloatLinear : ILinearLayer
{
    private readonly bool _isExact;

    public FloatLinear()
    {
    }

    private FloatLinear(bool isExact) => _isExact = isExact;

    /// <summary>A float32 product in every precision.</summary>
    public static FloatLinear Exact { get; } = new(isExact: true);

    public Func<Value, Value> CreateLayer(
        GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias)
    {
        int inputs = weight.Length / outputs;
        float[] transposed = new float[weight.Length];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++) transposed[i * outputs + o] = weight[o * inputs + i];
        }
        Value weights = AddConstant(graph, name + ".weight", transposed, inputs, outputs);
        if (bias.IsEmpty) return x => graph.Node("MatMul", [x, weights]);
        Value biases = AddConstant(graph, name + ".bias", bias, outputs);
        return x => graph.Node("Add", [graph.Node("MatMul", [x, weights]), biases]);
    }

    private Value AddConstant(GraphBuilder graph, string name, ReadOnlySpan<float> values, params long[] shape) =>
        _isExact ? graph.Constant(name, values, shape) : graph.ComputeTypeConstant(name, values, shape);
}
