namespace SearchEngine.Runtime.Sessions;

/// <summary>What is packed in one row at most; a text longer than the budget has a row to itself.</summary>
/// <param name="MaxTokens">Tokens, which decide how much a run computes; at most 65,535, for CUDA counts the rows of a RotaryEmbedding in a grid that ends there.</param>
/// <param name="MaxTexts">Texts: a run also has tables of texts by tokens, and of texts by the longest.</param>
public sealed record RowBudget(int MaxTokens, int MaxTexts)
{
    /// <summary>An estimate, tried on large GPUs and not varied there: tokens enough to fill one, and a table of 64 MB at most for the means.</summary>
    public static RowBudget Default { get; } = new(16_384, 1_024);

    /// <summary>Divides texts into rows, in their order: each row takes the next texts until one does not fit.</summary>
    /// <param name="lengths">Tokens of each text.</param>
    /// <returns>The texts of each row; together, all of them, once each.</returns>
    public IEnumerable<Range> Split(IReadOnlyList<int> lengths)
    {
        int start = 0, tokens = 0;
        for (int text = 0; text < lengths.Count; text++)
        {
            if (text > start && (tokens + lengths[text] > MaxTokens || text - start == MaxTexts))
            {
                yield return start..text;
                (start, tokens) = (text, 0);
            }
            tokens += lengths[text];
        }
        if (start < lengths.Count) yield return start..lengths.Count;
    }
}
