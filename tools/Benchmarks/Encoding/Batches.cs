namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Which texts share a run: each batch lists texts by their index.</summary>
internal static class Batches
{
    /// <summary>A fixed number of texts, in the order they come.</summary>
    public static int[][] InOrder(int[][] texts, int size) => [.. Enumerable.Range(0, texts.Length).Chunk(size)];

    /// <summary>Texts of like length together, as many as stay within a number of tokens, padding counted.</summary>
    public static int[][] Sorted(int[][] texts, int mostTokens) =>
        Group(ByLength(texts), (batch, next) => (batch.Count + 1) * Math.Max(texts[batch[0]].Length, texts[next].Length) <= mostTokens);

    /// <summary>Texts of one length together, as many as stay within a number of tokens: nothing is padded.</summary>
    public static int[][] EqualLengths(int[][] texts, int mostTokens) =>
        Group(ByLength(texts), (batch, next) => texts[batch[0]].Length == texts[next].Length && (batch.Count + 1) * texts[next].Length <= mostTokens);

    /// <summary>Texts in the order they come, as many as stay within a number of tokens.</summary>
    public static int[][] Rows(int[][] texts, int mostTokens) =>
        Group(Enumerable.Range(0, texts.Length), (batch, next) => batch.Sum(i => texts[i].Length) + texts[next].Length <= mostTokens);

    private static IEnumerable<int> ByLength(int[][] texts) => Enumerable.Range(0, texts.Length).OrderByDescending(i => texts[i].Length);

    private static int[][] Group(IEnumerable<int> order, Func<List<int>, int, bool> fits)
    {
        List<List<int>> batches = [];
        foreach (int text in order)
        {
            if (batches.Count > 0 && fits(batches[^1], text)) batches[^1].Add(text);
            else batches.Add([text]);
        }
        return [.. batches.Select(batch => batch.ToArray())];
    }
}
