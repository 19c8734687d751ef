namespace SearchEngine.Runtime.Sessions;

/// <summary>The maximum size of a packed row; a longer text gets a row to itself.</summary>
/// <param name="MaxTokens">
/// Maximum number of tokens, which determines the computation per run. At most 65,535: CUDA's RotaryEmbedding uses a grid dimension of that
/// size for the rows.
/// </param>
/// <param name="MaxTexts">
/// Maximum number of texts: a run also allocates tables of texts by tokens, and of texts by the longest text.
/// </param>
internal sealed record RowBudget(int MaxTokens, int MaxTexts)
{
    /// <summary>
    /// An estimate that works well on large GPUs but was not tuned: enough tokens to fill the GPU, and at most 64 MB for the table of the
    /// means.
    /// </summary>
    public static RowBudget Default { get; } = new(16_384, 1_024);

    /// <summary>Splits texts into rows, in order: each row takes texts until the next one does not fit.</summary>
    /// <param name="lengths">Number of tokens of each text.</param>
    /// <returns>The texts of each row; together they cover every text exactly once.</returns>
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
