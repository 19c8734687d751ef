namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Decoders one after the other, each of which takes the pieces of the one before it.</summary>
internal sealed class DecoderSequence(TokenDecoder[] stages) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) =>
        stages.Aggregate(tokens, (pieces, stage) => stage.DecodePieces(pieces));
}
