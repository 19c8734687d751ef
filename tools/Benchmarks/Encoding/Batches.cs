namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Assigns texts to batches. A batch lists the indices of its texts.</summary>
internal static class Batches
{
    /// <summary>Puts a fixed number of texts in a batch, in their order.</summary>
    public static int[][] InOrder(int[][] texts, int size) => [.. Enumerable.Range(0, texts.Length).Chunk(size)];

    /// <summary>Puts texts of similar lengths in a batch, up to a number of tokens including padding.</summary>
    public static int[][] Sorted(int[][] texts, int maxTokens) =>
        Group(ByLength(texts), (batch, next) => (batch.Count + 1) * Math.Max(texts[batch[0]].Length, texts[next].Length) <= maxTokens);

    /// <summary>Puts texts of equal lengths in a batch, up to a number of tokens. Needs no padding.</summary>
    public static int[][] EqualLengths(int[][] texts, int maxTokens) =>
        Group(
            ByLength(texts),
            (batch, next) => texts[batch[0]].Length == texts[next].Length && (batch.Count + 1) * texts[next].Length <= maxTokens);

    /// <summary>Puts texts in a row in their order, up to a number of tokens.</summary>
    public static int[][] Rows(int[][] texts, int maxTokens) =>
        Group(Enumerable.Range(0, texts.Length), (batch, next) => batch.Sum(i => texts[i].Length) + texts[next].Length <= maxTokens);

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
