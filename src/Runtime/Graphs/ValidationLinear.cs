namespace SearchEngine.Runtime.Graphs;

/// <summary>No product at all: for validation, which only checks that the weights exist.</summary>
internal sealed class ValidationLinear : ILinearLayer
{
    public Func<Value, Value> CreateLayer(
        GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias) => x => x;
}
