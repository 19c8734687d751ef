namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>
/// Joins subwords to words and words to text (decoders/wordpiece.rs of Hugging Face tokenizers). Clean-up removes the spaces before
/// punctuation and contractions, as far as a single token shows them. The decoder of Microsoft.ML.Tokenizers cleans up other characters.
/// </summary>
internal sealed class WordPieceDecoder(string prefix, bool cleanUp) : TokenDecoder
{
    private static readonly (string Split, string Joined)[] Replacements =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
        (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens)
    {
        string[] pieces = new string[tokens.Count];
        for (int i = 0; i < pieces.Length; i++)
        {
            string token = tokens[i];
            if (i > 0) token = token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
            pieces[i] = cleanUp ? CleanUp(token) : token;
        }
        return pieces;
    }

    private static string CleanUp(string token)
    {
        foreach ((string split, string joined) in Replacements) token = token.Replace(split, joined, StringComparison.Ordinal);
        return token;
    }
}
