namespace SearchEngine.Runtime.Graphs;

/// <summary>Names and shapes of the inputs of an encoder's graph.</summary>
internal static class EncoderInputNames
{
    /// <summary>Input: token ids, int64 [1, n].</summary>
    public const string Tokens = "input_ids";

    /// <summary>Input: position of each token, starting at the family's first position, int64 [1, n].</summary>
    public const string Positions = "position_ids";

    /// <summary>Input if the family has segments: segment of each token, int64 [1, n].</summary>
    public const string Segments = "token_type_ids";

    /// <summary>
    /// Input of a packed graph: 0 if the row's token may attend to the column's token, otherwise negative infinity; float32 [1, 1, n, n].
    /// </summary>
    public const string AttentionBias = "attention_bias";

    /// <summary>
    /// Input of a graph of packed embeddings, int32 [texts, width], where width is at least the longest text: in the grid of the texts
    /// padded to width, the row-major index of each token: first all tokens in order, then the padding.
    /// </summary>
    public const string TokenOffset = "token_offset";

    /// <summary>Input of a graph of packed embeddings, int32 [texts + 1]: start of each text in the row, then the end of the row.</summary>
    public const string CumulativeLengths = "cumulative_sequence_length";

    /// <summary>
    /// Input of the multi-text graph: number of tokens of each text, int64
    /// [<see cref="Encoders.EncoderGraph.TextsPerRun"/>]; the texts follow each other in one row.
    /// </summary>
    public const string TextLengths = "text_lengths";
}
