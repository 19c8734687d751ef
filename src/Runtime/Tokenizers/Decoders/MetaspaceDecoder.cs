namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>
/// Gives back the spaces that the metaspace stands for (pre_tokenizers/metaspace.rs of Hugging Face tokenizers); where one was put
/// before the text, the first token loses its own.
/// </summary>
internal sealed class MetaspaceDecoder(char replacement, bool isPrepended) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [.. tokens.Select((token, i) =>
        i == 0 && isPrepended
            ? token.Replace(replacement.ToString(), "", StringComparison.Ordinal)
            : token.Replace(replacement, ' '))];
}
