namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Joins all pieces to one, for the stages after it.</summary>
internal sealed class FuseDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [string.Concat(tokens)];
}
