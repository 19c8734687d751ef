namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Applies several decoders in order, each to the output of the previous one.</summary>
internal sealed class DecoderSequence(TokenDecoder[] stages) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) =>
        stages.Aggregate(tokens, (pieces, stage) => stage.DecodePieces(pieces));
}
