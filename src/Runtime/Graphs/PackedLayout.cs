namespace SearchEngine.Runtime.Graphs;

/// <summary>The layout of texts in a packed row, as read by the operator PackedMultiHeadAttention.</summary>
/// <param name="TokenOffset">
/// int32 [texts, width], where width is at least the longest text: in the grid of the texts padded to width, the row-major index of each
/// token: first all tokens in order, then the padding.
/// </param>
/// <param name="CumulativeLengths">int32 [texts + 1]: start of each text in the row, then the end of the row.</param>
/// <param name="MaxTokens">Maximum text length of the model.</param>
internal readonly record struct PackedLayout(Value TokenOffset, Value CumulativeLengths, int MaxTokens)
{
    public static PackedLayout Declare(GraphBuilder graph, EncoderShape shape) => new(
        graph.Input(EncoderInputNames.TokenOffset, OnnxType.Int32, "texts", "width"),
        graph.Input(EncoderInputNames.CumulativeLengths, OnnxType.Int32, "bounds"),
        shape.MaxTokens);

    /// <summary>
    /// 0, 1, ... width - 1, int64 [1, width]: all texts start at 0 and share a bias of [width, width]. A width beyond the longest text
    /// repeats the last position, which no token has.
    /// </summary>
    public Value BiasPositions(GraphBuilder graph)
    {
        Value positions = graph.Node("Min", [graph.RangeAlong(TokenOffset, axis: 1), graph.Scalar("places.last", MaxTokens - 1)]);
        return graph.Node("Unsqueeze", [positions, graph.Constant("places.axis", 0L)]);
    }

    /// <summary>Selects the first row of each text: [tokens, size] to [texts, size].</summary>
    public Value FirstTokens(GraphBuilder graph, Value rows) =>
        graph.Node("Gather", [rows, Starts(graph)], "", new OnnxAttribute("axis", Int: 0));

    /// <summary>The mean of each text's rows: float32 [tokens, size] to [texts, size].</summary>
    /// <remarks>
    /// A product with a 0/1 matrix that assigns tokens to texts. Unlike a scatter, its sums do not depend on thread order; unlike
    /// differences of running sums, they do not depend on earlier texts in the row.
    /// </remarks>
    public Value MeanPool(GraphBuilder graph, Value rows)
    {
        Value starts = Column(Starts(graph)), ends = Column(Ends(graph));
        Value tokens = graph.Node("Cast", [graph.RangeAlong(rows, axis: 0)], "", new OnnxAttribute("to", Int: (int)OnnxType.Int32));
        Value hasStarted = graph.Node("GreaterOrEqual", [tokens, starts]);
        Value hasNotEnded = graph.Node("Less", [tokens, ends]);
        Value sums = graph.Node("MatMul", [graph.ToFloat32(graph.Node("And", [hasStarted, hasNotEnded])), rows]);
        return graph.Node("Div", [sums, graph.ToFloat32(graph.Node("Sub", [ends, starts]))]);

        Value Column(Value bounds) => graph.Node("Unsqueeze", [bounds, graph.Constant(bounds.Name + ".axis", 1L)]);
    }

    private Value Starts(GraphBuilder graph) => Bounds(graph, "starts", 0, -1);

    private Value Ends(GraphBuilder graph) => Bounds(graph, "ends", 1, long.MaxValue);

    private Value Bounds(GraphBuilder graph, string name, long from, long to) =>
        graph.Node(
            "Slice",
            [
                CumulativeLengths, graph.Constant(name + ".from", from), graph.Constant(name + ".to", to),
                graph.Constant(name + ".axis", 0L),
            ]);
}
