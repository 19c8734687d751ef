namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Joins tokens with spaces, for files without a decoder.</summary>
internal sealed class SpacingDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [string.Join(' ', tokens)];
}
