namespace SearchEngine.Index.Checking;

/// <summary>Compares the chunks that a derived index contains with those that it should contain.</summary>
internal static class ChunkIdComparison
{
    /// <summary>Describes how the two differ; null if they do not.</summary>
    /// <param name="expected">Chunk ids in ascending order.</param>
    /// <param name="actual">Chunk ids in any order. This method sorts them.</param>
    public static string? DescribeDifference(IEnumerable<long> expected, List<long> actual)
    {
        actual.Sort();
        long missing = 0, unknown = 0, duplicated = 0;
        int index = 0;
        foreach (long id in expected)
        {
            for (; index < actual.Count && actual[index] < id; index++) CountSurplus();
            if (index < actual.Count && actual[index] == id) index++;
            else missing++;
        }
        for (; index < actual.Count; index++) CountSurplus();

        List<string> differences = [];
        if (missing > 0) differences.Add(FormattableString.Invariant($"{missing} are missing"));
        if (unknown > 0) differences.Add(FormattableString.Invariant($"{unknown} are unknown to the catalog"));
        if (duplicated > 0) differences.Add(FormattableString.Invariant($"{duplicated} are duplicated"));
        return differences.Count == 0 ? null : $"of its passages, {string.Join(", ", differences)}";

        void CountSurplus()
        {
            if (index > 0 && actual[index] == actual[index - 1]) duplicated++;
            else unknown++;
        }
    }
}
