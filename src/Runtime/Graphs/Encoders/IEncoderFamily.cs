namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>An encoder architecture as its checkpoint's configuration sizes it.</summary>
internal interface IEncoderFamily
{
    EncoderShape Shape { get; }

    /// <summary>Token ids [texts, n] to hidden states [texts, n, hidden].</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="inputs">What <see cref="EncoderInputs.Declare"/> gave for <see cref="Shape"/>.</param>
    /// <param name="firstTokenOnly">Compute only the first token's last hidden state, [texts, 1, hidden]: all that CLS pooling reads.</param>
    Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly);
}
