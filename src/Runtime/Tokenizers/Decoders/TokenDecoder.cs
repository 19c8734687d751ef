namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Turns tokens to text again.</summary>
internal abstract class TokenDecoder
{
    /// <summary>Pieces of text, which only need to be put end to end; another decoder may take them for its tokens.</summary>
    public abstract IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens);

    public string Decode(IReadOnlyList<string> tokens) => string.Concat(DecodePieces(tokens));
}
