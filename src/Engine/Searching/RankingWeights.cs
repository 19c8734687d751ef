using SearchEngine.Index;
using SearchEngine.Index.Fusion;

namespace SearchEngine.Searching;

/// <summary>How much each retriever counts in the fusion: words half, of a few keywords less. Chosen on development splits (docs/quality.md).</summary>
internal static class RankingWeights
{
    private const float OfKeywords = 0.4f, Otherwise = 0.5f;

    /// <summary>A BM25 score has a natural zero: no word in common.</summary>
    private const float NoWordInCommon = 0;

    /// <summary>Fuses what the two retrievers found for a query.</summary>
    public static IReadOnlyList<Hit> Fuse(string query, IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense)
    {
        float words = QueryForm.IsFewKeywords(query) ? OfKeywords : Otherwise;
        return WeightedFusion.Fuse(new WeightedList(lexical, words, NoWordInCommon), new WeightedList(dense, 1 - words));
    }
}
