namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Estimates the number of tokens without a model: one for every 7 letters of a word or part of them, one for every mark, and
/// one for every ideograph.
/// </summary>
/// <remarks>
/// Compared with BERT's WordPiece tokens, the sum is 3% too high on health abstracts (NFCorpus), 7% too low on Python functions
/// (CoSQA) and 17% too high on library science (CISI). A rule of 1.3 tokens a word would be 14% too low, 53% too low and 8% too
/// high.
/// </remarks>
internal sealed class TokenEstimator : ITokenCounter
{
    private const int LettersPerToken = 7;

    /// <inheritdoc/>
    public string Name => "estimate-1";

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> text)
    {
        int tokens = 0;
        int letters = 0;
        foreach (char character in text)
        {
            if (char.IsLetterOrDigit(character) && !IsIdeograph(character))
            {
                if (letters++ % LettersPerToken == 0) tokens++;
                continue;
            }
            letters = 0;
            if (!char.IsWhiteSpace(character)) tokens++;
        }
        return tokens;
    }

    /// <summary>
    /// Estimates tokens from the length alone: about four characters of English per token of a decoder. Used for evidence budgets.
    /// </summary>
    internal static int EstimateFromLength(string text) => (text.Length + 3) / 4;

    private static bool IsIdeograph(char character) =>
        character is >= '\u2e80' and <= '\u9fff' or >= '\uac00' and <= '\ud7af' or >= '\uf900' and <= '\ufaff';
}
