namespace SearchEngine.Runtime.Graphs;

/// <summary>How texts lie one after another in a packed row, as the operator PackedMultiHeadAttention reads it.</summary>
/// <param name="TokenOffset">
/// int32 [texts, width], where width is at least the longest text: were each text padded to width, the place of each token in that grid, counted row by row; tokens
/// first, in order, and then the padding.
/// </param>
/// <param name="CumulativeLengths">int32 [texts + 1]: where each text begins in the row, and at last where the row ends.</param>
/// <param name="MaxTokens">The longest text that the model allows.</param>
internal readonly record struct PackedLayout(Value TokenOffset, Value CumulativeLengths, int MaxTokens)
{
    public static PackedLayout Declare(GraphBuilder graph, EncoderShape shape) => new(
        graph.Input(EncoderGraph.TokenOffset, OnnxType.Int32, "texts", "width"),
        graph.Input(EncoderGraph.CumulativeLengths, OnnxType.Int32, "bounds"),
        shape.MaxTokens);

    /// <summary>
    /// 0, 1, ... width - 1, int64 [1, width]: all texts begin at 0, so they share a bias of [width, width], whatever the row holds. A width beyond the longest
    /// text repeats the last place, which no token is at.
    /// </summary>
    public Value BiasPositions(GraphBuilder graph)
    {
        Value places = graph.Node("Min", [graph.RangeAlong(TokenOffset, axis: 1), graph.Scalar("places.last", MaxTokens - 1)]);
        return graph.Node("Unsqueeze", [places, graph.Constant("places.axis", 0L)]);
    }

    /// <summary>The first row of each text: [tokens, size] to [texts, size].</summary>
    public Value FirstTokens(GraphBuilder graph, Value rows) => graph.Node("Gather", [rows, Starts(graph)], "", new OnnxAttribute("axis", Int: 0));

    /// <summary>The mean of each text's rows: float32 [tokens, size] to [texts, size].</summary>
    /// <remarks>
    /// A product with 1 where the token is the text's and 0 elsewhere: its sums do not depend on an order of threads, as a scatter's would, nor on what stands
    /// before a text in the row, as differences of running sums would.
    /// </remarks>
    public Value MeanPool(GraphBuilder graph, Value rows)
    {
        Value starts = Column(Starts(graph)), ends = Column(Ends(graph));
        Value tokens = graph.Node("Cast", [graph.RangeAlong(rows, axis: 0)], "", new OnnxAttribute("to", Int: (int)OnnxType.Int32));
        Value begun = graph.Node("GreaterOrEqual", [tokens, starts]);
        Value notEnded = graph.Node("Less", [tokens, ends]);
        Value sums = graph.Node("MatMul", [graph.ToFloat32(graph.Node("And", [begun, notEnded])), rows]);
        return graph.Node("Div", [sums, graph.ToFloat32(graph.Node("Sub", [ends, starts]))]);

        Value Column(Value bounds) => graph.Node("Unsqueeze", [bounds, graph.Constant(bounds.Name + ".axis", 1L)]);
    }

    private Value Starts(GraphBuilder graph) => Bounds(graph, "starts", 0, -1);

    private Value Ends(GraphBuilder graph) => Bounds(graph, "ends", 1, long.MaxValue);

    private Value Bounds(GraphBuilder graph, string name, long from, long to) =>
        graph.Node("Slice", [CumulativeLengths, graph.Constant(name + ".from", from), graph.Constant(name + ".to", to), graph.Constant(name + ".axis", 0L)]);
}
