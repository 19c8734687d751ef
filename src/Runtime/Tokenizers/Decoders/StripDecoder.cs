namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Removes a character from both ends of each token, up to a number of times.</summary>
internal sealed class StripDecoder(char content, int start, int stop) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [.. tokens.Select(Strip)];

    private string Strip(string token)
    {
        int from = 0, to = token.Length;
        while (from < Math.Min(start, token.Length) && token[from] == content) from++;
        while (to > from && token.Length - to < stop && token[to - 1] == content) to--;
        return token[from..to];
    }
}
