using SearchEngine.Index;
using SearchEngine.Index.Fusion;

namespace SearchEngine.Searching;

/// <summary>How much each retriever counts in the fusion; chosen on development splits (docs/quality.md).</summary>
internal static class RankingWeights
{
    private const float Lexical = 0.5f;
    private const float Dense = 0.5f;

    /// <summary>A BM25 score has a natural zero: no word in common.</summary>
    private const float NoWordInCommon = 0;

    /// <summary>Fuses what the two retrievers found.</summary>
    public static IReadOnlyList<Hit> Fuse(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense) =>
        WeightedFusion.Fuse(new WeightedList(lexical, Lexical, NoWordInCommon), new WeightedList(dense, Dense));
}
