using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Fusion;

/// <summary>What every fusion ends with.</summary>
internal static class FusedHits
{
    public static Hit[] Rank(Dictionary<long, float> scores)
    {
        Hit[] hits = new Hit[scores.Count];
        int at = 0;
        foreach ((long chunk, float score) in scores) hits[at++] = new Hit(chunk, score);
        Array.Sort(hits);
        return hits;
    }
}
