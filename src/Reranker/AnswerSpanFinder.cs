namespace SearchEngine.Reranker;

/// <summary>Finds the span that answers among the tokens of a passage (Devlin et al. 2018, section 4.3).</summary>
internal static class AnswerSpanFinder
{
    /// <summary>Longest answer, in tokens; the model was trained on such.</summary>
    public const int MaxAnswerTokens = 30;

    /// <summary>The pair begin &lt;= end of at most <see cref="MaxAnswerTokens"/> tokens with the greatest sum of logits; the first of equals.</summary>
    /// <param name="logits">Begin and end logit of each token, [n, 2].</param>
    /// <param name="first">The passage's first token.</param>
    /// <param name="count">Its tokens; at least one.</param>
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

    /// <summary>The score of "no answer here": the text's first token as begin and end.</summary>
    public static float GetNoAnswerScore(ReadOnlySpan<float> logits) => logits[0] + logits[1];
}
