using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Replaces the matches of a pattern in each token.</summary>
internal sealed class ReplaceDecoder(TextPattern pattern, string content) : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens) => [.. tokens.Select(Replace)];

    private string Replace(string token)
    {
        StringBuilder piece = new();
        int from = 0;
        foreach ((int start, int end) in pattern.Matches(token))
        {
            piece.Append(token, from, start - from).Append(content);
            from = end;
        }
        return piece.Append(token, from, token.Length - from).ToString();
    }
}
