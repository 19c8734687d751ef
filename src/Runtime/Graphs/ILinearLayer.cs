namespace SearchEngine.Runtime.Graphs;

/// <summary>How a precision stores a linear layer's weights and multiplies by them.</summary>
internal interface ILinearLayer
{
    /// <summary>
    /// Writes the weights as constants. The returned function adds y = x W^T + b to the graph; x is [..., inputs] of the graph's compute
    /// type.
    /// </summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="name">Name of the constants.</param>
    /// <param name="weight">[outputs, inputs], row-major, as in checkpoints.</param>
    /// <param name="outputs">Number of rows of <paramref name="weight"/>.</param>
    /// <param name="bias">[outputs], or empty for a layer without bias.</param>
    Func<Value, Value> CreateLayer(GraphBuilder graph, string name, ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias);
}
