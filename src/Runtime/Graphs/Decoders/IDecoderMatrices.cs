namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>How a precision holds a decoder's matrices, and multiplies by them.</summary>
internal interface IDecoderMatrices
{
    /// <summary>Rows of the token embedding by id: [1, n] to [1, n, columns].</summary>
    Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns);

    /// <summary>The token embedding as output layer, after <see cref="Embed"/>: [m, columns] to [m, rows].</summary>
    Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns);

    /// <summary>One product with several matrices, one below the other: [..., columns] to [..., all their rows].</summary>
    Value Linear(GraphBuilder graph, Value x, string name, int columns, params MatrixSlice[] matrices);

    /// <summary>
    /// Each token through the experts that the router likes best, weighed by the softmax of their logits among each other: [1, n, columns] to [1, n, columns].
    /// An expert is SwiGLU (Shazeer 2020): down(silu(gate x) * (up x)).
    /// </summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="x">Tokens.</param>
    /// <param name="router">Logit of each expert for each token, [n, experts].</param>
    /// <param name="name">A name for the constants.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="columns">Size of a token's state.</param>
    /// <param name="gate">Every expert's gate.</param>
    /// <param name="up">Every expert's upper matrix.</param>
    /// <param name="down">Every expert's lower matrix.</param>
    Value Experts(GraphBuilder graph, Value x, Value router, string name, ExpertShape shape, int columns, MatrixSlice gate, MatrixSlice up, MatrixSlice down);
}
