namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Replaces the end-of-word suffix by a space, except after the last word.</summary>
internal sealed class BpeDecoder(string suffix) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) =>
        [.. tokens.Select((token, i) => token.Replace(suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal))];
}
