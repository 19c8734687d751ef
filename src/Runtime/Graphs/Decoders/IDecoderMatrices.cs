namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>How a precision stores a decoder's matrices and multiplies by them.</summary>
internal interface IDecoderMatrices
{
    /// <summary>Looks up rows of the token embedding: [1, n] to [1, n, columns].</summary>
    Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns);

    /// <summary>Uses the token embedding as output layer, after <see cref="Embed"/>: [m, columns] to [m, rows].</summary>
    Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns);

    /// <summary>Multiplies by several vertically stacked matrices: [..., columns] to [..., sum of their rows].</summary>
    Value Linear(GraphBuilder graph, Value x, string name, int columns, params MatrixSlice[] matrices);

    /// <summary>
    /// Sends each token through the experts with the highest router logits and sums their outputs, weighted by the softmax of these logits:
    /// [1, n, columns] to [1, n, columns]. An expert is SwiGLU (Shazeer 2020): down(silu(gate x) * (up x)).
    /// </summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="x">Tokens.</param>
    /// <param name="router">Logit of each expert for each token, [n, experts].</param>
    /// <param name="name">Name of the constants.</param>
    /// <param name="shape">Sizes of the experts.</param>
    /// <param name="columns">Size of a token's state.</param>
    /// <param name="gate">Gate matrices of all experts.</param>
    /// <param name="up">Up matrices of all experts.</param>
    /// <param name="down">Down matrices of all experts.</param>
    Value Experts(
        GraphBuilder graph,
        Value x,
        Value router,
        string name,
        ExpertShape shape,
        int columns,
        MatrixSlice gate,
        MatrixSlice up,
        MatrixSlice down);
}
