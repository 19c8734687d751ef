namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Estimates tokens from the characters alone, without a model: every 7 letters of a word begun, every mark and every ideograph are one.
/// </summary>
/// <remarks>
/// Against BERT's 30,522 word pieces the sum is 3% over on health abstracts (NFCorpus), 7% under on Python functions (CoSQA) and 17%
/// over on library science (CISI), where 1.3 tokens a word would be 14% under, 53% under and 8% over.
/// </remarks>
public sealed class TokenEstimator : ITokenCounter
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
    /// Estimates tokens from the length alone: about four characters of English are one token of a decoder. Limits the evidence of answers.
    /// </summary>
    internal static int EstimateFromLength(string text) => (text.Length + 3) / 4;

    private static bool IsIdeograph(char character) =>
        character is >= '\u2e80' and <= '\u9fff' or >= '\uac00' and <= '\ud7af' or >= '\uf900' and <= '\ufaff';
}
