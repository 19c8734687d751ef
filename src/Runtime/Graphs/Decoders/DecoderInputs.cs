namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>The inputs of a decoder, and its rotary tables.</summary>
/// <param name="Tokens">Token ids, int64 [1, n].</param>
/// <param name="Rows">Indices of the tokens whose logits are requested, int64 [m].</param>
/// <param name="LastIndex">Index of the last token in the cache, int32 [1].</param>
/// <param name="Total">Number of tokens in the cache after the run, int32 [].</param>
/// <param name="Rotary">Angles of every position.</param>
internal sealed record DecoderInputs(Value Tokens, Value Rows, Value LastIndex, Value Total, RotaryTables Rotary)
{
    public static DecoderInputs Declare(GraphBuilder graph, DecoderSettings settings) => new(
        graph.Input(DecoderGraph.Tokens, OnnxType.Int64, 1, "tokens"),
        graph.Input(DecoderGraph.Rows, OnnxType.Int64, "rows"),
        graph.Input(DecoderGraph.LastIndex, OnnxType.Int32, 1),
        graph.Input(DecoderGraph.Total, OnnxType.Int32),
        graph.RotaryTables("rotary", settings.Shape.MaxTokens, settings.Shape.HeadSize, settings.RotaryBase));
}
