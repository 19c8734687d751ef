namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// Biases that are added to the attention scores, [t, 1 or heads, queries, keys]. A bias is computed once per run from the tokens'
/// positions and shared by all layers, so its n squared cost arises once; a layer with a bias keeps its scores in memory, n squared per
/// head.
/// </summary>
internal static class AttentionBiases
{
    /// <summary>
    /// The lowest float16 number, which softmax maps to zero like negative infinity. Infinity itself could produce NaN in CUDA's kernels,
    /// which read keys block by block, if a whole block is masked.
    /// </summary>
    private const float MaskedScore = -65504;

    /// <summary>
    /// Returns 0 if the key is at most <paramref name="radius"/> positions from the query, otherwise <see cref="MaskedScore"/>: a sliding
    /// window (Beltagy et al. 2020).
    /// </summary>
    public static Value SlidingWindowBias(this GraphBuilder graph, Value positions, int radius) => graph.PerText(positions, text =>
    {
        Value distances = graph.Node("Abs", [graph.Distances(text)]);
        Value near = graph.Node("LessOrEqual", [distances, graph.Constant("window.reach", (long)radius)]);
        Value bias = graph.Node(
            "Where", [near, graph.ComputeTypeConstant("window.near", [0f]), graph.ComputeTypeConstant("window.far", [MaskedScore])]);
        return graph.Node("Unsqueeze", [bias, graph.Constant("window.axis", 1L)]);
    });

    /// <summary>Returns a learned bias for each head and each distance from query to key.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="positions">int64 [t, n].</param>
    /// <param name="table">[heads, 2 * maxDistance + 1], row-major: one column for each distance from -maxDistance to maxDistance.</param>
    /// <param name="heads">Number of attention heads.</param>
    public static Value RelativePositionBias(this GraphBuilder graph, Value positions, float[] table, int heads)
    {
        int distances = table.Length / heads, maxDistance = distances / 2;
        Value biases = graph.GetOrAdd("distance.bias", () => graph.ComputeTypeConstant("distance.bias", table, heads, distances));
        return graph.PerText(positions, text =>
        {
            Value column = graph.Node("Add", [graph.Distances(text), graph.Constant("distance.zero", (long)maxDistance)]);
            Value bias = graph.Node("Gather", [biases, column], "", new OnnxAttribute("axis", Int: 1));
            return graph.Node("Transpose", [bias], "", new OnnxAttribute("perm", Ints: [1, 0, 2, 3]));
        });
    }

    /// <summary>Adds two biases, either of which may be <see cref="Value.None"/>.</summary>
    public static Value AddBias(this GraphBuilder graph, Value x, Value y) => x == Value.None ? y : y == Value.None ? x : graph.Add(x, y);

    /// <summary>Selects the bias of the first query, [t, heads, 1, keys]; <see cref="Value.None"/> is returned unchanged.</summary>
    public static Value FirstQuery(this GraphBuilder graph, Value bias) =>
        bias == Value.None
            ? bias
            : graph.PerText(
                bias, text => graph.Node("Gather", [text, graph.Constant("first.query", 0L)], "", new OnnxAttribute("axis", Int: 2)));

    /// <summary>Position of the key minus position of the query: [t, n] to [t, queries, keys].</summary>
    private static Value Distances(this GraphBuilder graph, Value positions)
    {
        Value keys = graph.Node("Unsqueeze", [positions, graph.Constant("distances.keys", 1L)]);
        Value queries = graph.Node("Unsqueeze", [positions, graph.Constant("distances.queries", 2L)]);
        return graph.Node("Sub", [keys, queries]);
    }
}
