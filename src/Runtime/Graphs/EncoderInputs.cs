namespace SearchEngine.Runtime.Graphs;

/// <summary>What an encoder reads. On the CPU the product feeds one text a run and needs neither mask, bias nor packing.</summary>
/// <param name="Tokens">Token ids, int64 [texts, n].</param>
/// <param name="Positions">Position of each token in its text, int64 [texts, n].</param>
/// <param name="Segments">Segment of each token, int64 [texts, n]; <see cref="Value.None"/> where the family has none.</param>
/// <param name="PaddingMask">1 for a token and 0 for padding, int32 [texts, n]; <see cref="Value.None"/> where nothing is padded.</param>
/// <param name="AttentionBias">Added to the attention scores, float32 [texts, 1, n, n]; <see cref="Value.None"/> where every token sees every other.</param>
internal readonly record struct EncoderInputs(Value Tokens, Value Positions, Value Segments, Value PaddingMask, Value AttentionBias)
{
    /// <summary>
    /// Set where texts lie in one row as <see cref="Graphs.PackedLayout"/> tells. Then every token is a row of its own for all other layers, [tokens, 1], and
    /// only attention knows which tokens are one text.
    /// </summary>
    public PackedLayout? PackedLayout { get; private init; }

    /// <summary>Declares the inputs that a family of this shape reads.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="shape">The family's shape.</param>
    /// <param name="texts">Rows: a number, or a name where it varies.</param>
    public static EncoderInputs Declare(GraphBuilder graph, EncoderShape shape, object texts) => new(
        graph.Input(EncoderGraph.Tokens, OnnxType.Int64, texts, "tokens"),
        graph.Input(EncoderGraph.Positions, OnnxType.Int64, texts, "tokens"),
        shape.HasSegments ? graph.Input(EncoderGraph.Segments, OnnxType.Int64, texts, "tokens") : Value.None,
        Value.None,
        Value.None);

    /// <summary>Declares the inputs of a packed graph, all of one dimension, and how the texts lie in them.</summary>
    public static EncoderInputs DeclarePacked(GraphBuilder graph, EncoderShape shape)
    {
        return new EncoderInputs(Column(EncoderGraph.Tokens), Column(EncoderGraph.Positions), shape.HasSegments ? Column(EncoderGraph.Segments) : Value.None, Value.None, Value.None)
        {
            PackedLayout = Graphs.PackedLayout.Declare(graph, shape),
        };

        Value Column(string name) => graph.Node("Unsqueeze", [graph.Input(name, OnnxType.Int64, "tokens"), graph.Constant(name + ".axis", 1L)]);
    }

    /// <summary>Places in a text, int64 [t, n], whose distances attention biases are made of; t is 1 where all texts share them.</summary>
    public Value BiasPositions(GraphBuilder graph) => PackedLayout is { } packing ? packing.BiasPositions(graph) : Positions;
}
