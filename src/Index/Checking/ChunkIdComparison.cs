namespace SearchEngine.Index.Checking;

/// <summary>Compares the chunks that a derived index holds with those that it should hold.</summary>
internal static class ChunkIdComparison
{
    /// <summary>How the two differ, in words; null if they do not.</summary>
    /// <param name="expected">Chunk ids, in ascending order.</param>
    /// <param name="actual">Chunk ids in any order, which this sorts.</param>
    public static string? DescribeDifference(IEnumerable<long> expected, List<long> actual)
    {
        actual.Sort();
        long missing = 0, unknown = 0, doubled = 0;
        int at = 0;
        foreach (long id in expected)
        {
            for (; at < actual.Count && actual[at] < id; at++) Surplus();
            if (at < actual.Count && actual[at] == id) at++;
            else missing++;
        }
        for (; at < actual.Count; at++) Surplus();

        string[] counts = [.. new[] { (missing, "are missing"), (unknown, "are unknown to the catalog"), (doubled, "are there twice") }
            .Where(static count => count.Item1 > 0).Select(static count => FormattableString.Invariant($"{count.Item1} {count.Item2}"))];
        return counts.Length == 0 ? null : $"of its passages {string.Join(", ", counts)}";

        void Surplus()
        {
            if (at > 0 && actual[at] == actual[at - 1]) doubled++;
            else unknown++;
        }
    }
}
