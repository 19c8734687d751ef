using System.Numerics;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Selects segments to merge. Eight segments of similar size become one, so that a vector is copied once for every factor of
/// eight.
/// </summary>
internal static class MergePolicy
{
    private const int MergeFactor = 8;
    private const int MinTierSize = 1024;

    /// <summary>
    /// Returns the positions of the segments to merge now, if any. A segment with more deleted than live rows is rewritten by
    /// itself.
    /// </summary>
    /// <param name="sizes">Live and total rows of each segment.</param>
    public static IReadOnlyList<int> SelectSegments(IReadOnlyList<(int Live, int Total)> sizes)
    {
        Dictionary<int, List<int>> tiers = [];
        for (int i = 0; i < sizes.Count; i++)
        {
            if (sizes[i].Live * 2L < sizes[i].Total) return [i];
            int tier = BitOperations.Log2((uint)Math.Max(MinTierSize, sizes[i].Live)) / BitOperations.Log2(MergeFactor);
            if (!tiers.TryGetValue(tier, out List<int>? members)) tiers.Add(tier, members = []);
            members.Add(i);
            if (members.Count == MergeFactor) return members;
        }
        return [];
    }
}
