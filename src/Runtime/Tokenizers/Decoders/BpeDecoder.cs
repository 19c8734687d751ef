namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Puts a space where the suffix is that ends words, but not after the last one.</summary>
internal sealed class BpeDecoder(string suffix) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) =>
        [.. tokens.Select((token, i) => token.Replace(suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal))];
}
