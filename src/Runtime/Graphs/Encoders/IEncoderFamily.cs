namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>An encoder architecture with the sizes of its checkpoint.</summary>
internal interface IEncoderFamily
{
    EncoderShape Shape { get; }

    /// <summary>Token ids [texts, n] to hidden states [texts, n, hidden].</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="inputs">Inputs declared by <see cref="EncoderInputs.Declare"/> for <see cref="Shape"/>.</param>
    /// <param name="firstTokenOnly">
    /// Whether to compute only the first token's last hidden state, [texts, 1, hidden], which is all that CLS pooling reads.
    /// </param>
    Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly);
}
