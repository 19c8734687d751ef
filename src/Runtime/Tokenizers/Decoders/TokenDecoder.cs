namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Joins tokens to text again; by itself, with spaces between them.</summary>
internal class TokenDecoder
{
    public virtual string Decode(IReadOnlyList<string> tokens) => string.Join(' ', tokens);
}
