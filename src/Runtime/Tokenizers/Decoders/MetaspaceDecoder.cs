namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>
/// Turns metaspaces back into spaces (pre_tokenizers/metaspace.rs of Hugging Face tokenizers); if one was prepended to the text, it is
/// removed from the first token.
/// </summary>
internal sealed class MetaspaceDecoder(char replacement, bool isPrepended) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [.. tokens.Select((token, i) =>
        i == 0 && isPrepended
            ? token.Replace(replacement.ToString(), "", StringComparison.Ordinal)
            : token.Replace(replacement, ' '))];
}
