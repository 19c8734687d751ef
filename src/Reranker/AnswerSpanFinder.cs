namespace SearchEngine.Reranker;

/// <summary>Finds the answer span among the tokens of a passage (Devlin et al. 2018, section 4.3).</summary>
internal static class AnswerSpanFinder
{
    /// <summary>The maximum length of an answer, as in the model's training.</summary>
    public const int MaxAnswerTokens = 30;

    /// <summary>
    /// Returns the span of at most <see cref="MaxAnswerTokens"/> tokens with the highest sum of start and end logits; the first one in
    /// case of a tie.
    /// </summary>
    /// <param name="logits">The start and end logit of each token, [n, 2].</param>
    /// <param name="first">The first token of the passage.</param>
    /// <param name="count">The number of tokens of the passage; at least one.</param>
    public static (int First, int Last, float Score) FindBest(ReadOnlySpan<float> logits, int first, int count)
    {
        (int First, int Last, float Score) best = (first, first, float.NegativeInfinity);
        for (int start = first; start < first + count; start++)
        {
            int limit = Math.Min(start + MaxAnswerTokens, first + count);
            for (int end = start; end < limit; end++)
            {
                float score = logits[2 * start] + logits[2 * end + 1];
                if (score > best.Score) best = (start, end, score);
            }
        }
        return best;
    }

    /// <summary>Returns the score of "no answer here": the span of the first token of the text, the classification token.</summary>
    public static float GetNoAnswerScore(ReadOnlySpan<float> logits) => logits[0] + logits[1];
}
