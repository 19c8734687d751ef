namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Converts tokens back to text.</summary>
internal abstract class TokenDecoder
{
    /// <summary>Returns pieces of text that can be concatenated, or passed to another decoder.</summary>
    public abstract IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens);

    public string Decode(IReadOnlyList<string> tokens) => string.Concat(DecodePieces(tokens));
}
