namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Puts a space between tokens, for files that name no decoder.</summary>
internal sealed class SpacingDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [string.Join(' ', tokens)];
}
