namespace SearchEngine.Runtime.Graphs;

/// <summary>The inputs of an encoder. On the CPU a run reads one text and needs neither mask, bias nor packing.</summary>
/// <param name="Tokens">Token ids, int64 [texts, n].</param>
/// <param name="Positions">Position of each token in its text, int64 [texts, n].</param>
/// <param name="Segments">Segment of each token, int64 [texts, n]; <see cref="Value.None"/> if the family has no segments.</param>
/// <param name="PaddingMask">1 for a token and 0 for padding, int32 [texts, n]; <see cref="Value.None"/> without padding.</param>
/// <param name="AttentionBias">
/// Added to the attention scores, float32 [texts, 1, n, n]; <see cref="Value.None"/> if every token attends to every other.
/// </param>
internal readonly record struct EncoderInputs(Value Tokens, Value Positions, Value Segments, Value PaddingMask, Value AttentionBias)
{
    /// <summary>
    /// Set if texts are packed in one row (see <see cref="Graphs.PackedLayout"/>). Every token is then a separate row in all layers,
    /// [tokens, 1], except that attention groups the tokens by text.
    /// </summary>
    public PackedLayout? PackedLayout { get; private init; }

    /// <summary>
    /// Declares the inputs of a family with this shape; <paramref name="texts"/> is the number of rows, or a name if it varies.
    /// </summary>
    public static EncoderInputs Declare(GraphBuilder graph, EncoderShape shape, object texts) => new(
        graph.Input(EncoderInputNames.Tokens, OnnxType.Int64, texts, "tokens"),
        graph.Input(EncoderInputNames.Positions, OnnxType.Int64, texts, "tokens"),
        shape.HasSegments ? graph.Input(EncoderInputNames.Segments, OnnxType.Int64, texts, "tokens") : Value.None,
        Value.None,
        Value.None);

    /// <summary>Declares the one-dimensional inputs of a packed graph, and the layout of the texts.</summary>
    public static EncoderInputs DeclarePacked(GraphBuilder graph, EncoderShape shape)
    {
        return new EncoderInputs(
            Column(EncoderInputNames.Tokens),
            Column(EncoderInputNames.Positions),
            shape.HasSegments ? Column(EncoderInputNames.Segments) : Value.None,
            Value.None,
            Value.None)
        {
            PackedLayout = Graphs.PackedLayout.Declare(graph, shape),
        };

        Value Column(string name) => graph.Node(
            "Unsqueeze", [graph.Input(name, OnnxType.Int64, "tokens"), graph.Constant(name + ".axis", 1L)]);
    }

    /// <summary>Positions in a text, int64 [t, n], from which attention biases are computed; t is 1 if all texts share them.</summary>
    public Value BiasPositions(GraphBuilder graph) => PackedLayout is { } packing ? packing.BiasPositions(graph) : Positions;
}
