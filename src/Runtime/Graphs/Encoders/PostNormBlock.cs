namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// The original encoder block (Vaswani et al. 2017, Devlin et al. 2018): attention, then a feed-forward network with GELU; each half is
/// added to its input and normalized. Architectures differ in the names of the tensors.
/// </summary>
internal sealed record PostNormBlock
{
    /// <summary>Size of a hidden state.</summary>
    public required int Hidden { get; init; }

    /// <summary>Number of attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Intermediate size of the feed-forward network.</summary>
    public required int FeedForward { get; init; }

    /// <summary>Epsilon of the normalizations.</summary>
    public required float Epsilon { get; init; }

    public required string Queries { get; init; }

    public required string Keys { get; init; }

    public required string Values { get; init; }

    public required string AttentionOutput { get; init; }

    public required string AttentionNorm { get; init; }

    public required string Widening { get; init; }

    public required string Narrowing { get; init; }

    public required string OutputNorm { get; init; }

    /// <summary>Adds the block: x [t, n, hidden] to [t, n, hidden], or to [t, 1, hidden] for the first token only.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="x">The output of the previous block.</param>
    /// <param name="inputs">The graph's inputs, with their padding or packing.</param>
    /// <param name="bias">Added to the attention scores; may be <see cref="Value.None"/>.</param>
    /// <param name="name">Prefix of the layer's tensor names.</param>
    /// <param name="firstTokenOnly">Whether to compute only the first token's state.</param>
    public Value Build(GraphBuilder graph, Value x, EncoderInputs inputs, Value bias, string name, bool firstTokenOnly)
    {
        Value rows = firstTokenOnly ? graph.FirstToken(x) : x;
        Value rowBias = firstTokenOnly ? graph.FirstQuery(bias) : bias;
        Value q = graph.Linear(rows, name + Queries, Hidden, Hidden);
        Value k = graph.Linear(x, name + Keys, Hidden, Hidden);
        Value v = graph.Linear(x, name + Values, Hidden, Hidden);
        Value attention = graph.Linear(graph.Attention(q, k, v, inputs, rowBias, Heads), name + AttentionOutput, Hidden, Hidden);
        Value attended = graph.AddAndNorm(attention, rows, name + AttentionNorm, Hidden, Epsilon);
        Value wide = graph.Gelu(graph.Linear(attended, name + Widening, Hidden, FeedForward));
        Value narrow = graph.Linear(wide, name + Narrowing, FeedForward, Hidden);
        return graph.AddAndNorm(narrow, attended, name + OutputNorm, Hidden, Epsilon);
    }
}
