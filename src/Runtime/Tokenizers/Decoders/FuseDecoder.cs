namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Joins all pieces into one, for later decoders.</summary>
internal sealed class FuseDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [string.Concat(tokens)];
}
