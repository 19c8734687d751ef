using SearchEngine.Index.Contracts;
using SearchEngine.Index.Fusion;

namespace SearchEngine.Search;

/// <summary>
/// How much each retriever counts in the fusion. Words count the more, the further the best hit by words stands out over the tenth: where one passage says what was asked for, few others come near; where the
/// words are spread thin, as a question's are over source code, ten score alike and chance orders them.
/// </summary>
/// <remarks>
/// Chosen for nDCG@10 on development material. Against fixed weights (0.4 for a few keywords, else 0.5), CoSQA dev gained 0.013 by keywords and 0.04 by questions, NFCorpus dev 0.01 by questions, CACM 0.003; FairytaleQA lost
/// 0.015, a third of Cranfield 0.012, SQuAD 1.1 and NFCorpus' keywords stayed within 0.003. No other sign told as much on every collection: how much of the query's words the best hit has, the nearest cosine, the spread of cosines, how far the two lists agree.
/// </remarks>
internal static class RankingWeights
{
    private const float KeywordSlope = 1, DefaultSlope = 1.2f, MinWeight = 0.2f, MaxWeight = 0.6f;

    /// <summary>The rank that the best hit is compared with.</summary>
    private const int ReferenceRank = 10;

    /// <summary>A BM25 score has a natural zero: no word in common.</summary>
    private const float NoMatchScore = 0;

    /// <summary>What words count, in [0, 1]; vectors count the rest.</summary>
    /// <param name="kind">The kind of the query.</param>
    /// <param name="lexical">What its own words found, best first.</param>
    public static float ComputeLexicalWeight(QueryKind kind, IReadOnlyList<Hit> lexical)
    {
        if (lexical.Count == 0 || lexical[0].Score <= NoMatchScore) return MinWeight;
        float other = lexical.Count < ReferenceRank ? NoMatchScore : lexical[ReferenceRank - 1].Score;
        float slope = kind == QueryKind.Keywords ? KeywordSlope : DefaultSlope;
        return Math.Clamp(slope * (1 - other / lexical[0].Score), MinWeight, MaxWeight);
    }

    /// <summary>Fuses what the two retrievers found.</summary>
    /// <param name="lexical">By words.</param>
    /// <param name="dense">By meaning.</param>
    /// <param name="lexicalWeight">What words count.</param>
    public static IReadOnlyList<Hit> Fuse(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense, float lexicalWeight) =>
        WeightedFusion.Fuse(new WeightedList(lexical, lexicalWeight, NoMatchScore), new WeightedList(dense, 1 - lexicalWeight));
}
