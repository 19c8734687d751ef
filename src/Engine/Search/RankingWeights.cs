using SearchEngine.Index.Contracts;
using SearchEngine.Index.Fusion;

namespace SearchEngine.Search;

/// <summary>
/// Computes the weights of the two retrievers in the fusion. The lexical weight grows with the margin between the best and the tenth
/// lexical hit: where one passage matches the words, few others come close; where the words are common, ten passages score alike and their
/// order is chance.
/// </summary>
/// <remarks>
/// Chosen for nDCG@10 on development collections. Against fixed weights (0.4 for a few keywords, otherwise 0.5), CoSQA dev gained 0.013 on
/// keywords and 0.04 on questions, NFCorpus dev 0.01 on questions, CACM 0.003; FairytaleQA lost 0.015 and a third of Cranfield 0.012; SQuAD
/// 1.1 and NFCorpus' keywords stayed within 0.003. No other signal worked on every collection: the share of the query's words in the best
/// hit, the highest cosine, the spread of cosines, the overlap of the two lists.
/// </remarks>
internal static class RankingWeights
{
    private const float KeywordSlope = 1, DefaultSlope = 1.2f, MinWeight = 0.2f, MaxWeight = 0.6f;

    /// <summary>The rank that the best hit is compared with.</summary>
    private const int ReferenceRank = 10;

    /// <summary>BM25 has a natural zero: no word in common.</summary>
    private const float NoMatchScore = 0;

    /// <summary>Computes the weight of the lexical scores, in [0, 1]; the dense scores get the rest.</summary>
    /// <param name="kind">The kind of the query.</param>
    /// <param name="lexical">The lexical hits of the query itself, best first.</param>
    public static float ComputeLexicalWeight(QueryKind kind, IReadOnlyList<Hit> lexical)
    {
        if (lexical.Count == 0 || lexical[0].Score <= NoMatchScore) return MinWeight;
        float other = lexical.Count < ReferenceRank ? NoMatchScore : lexical[ReferenceRank - 1].Score;
        float slope = kind == QueryKind.Keywords ? KeywordSlope : DefaultSlope;
        return Math.Clamp(slope * (1 - other / lexical[0].Score), MinWeight, MaxWeight);
    }

    /// <summary>Fuses the hits of both retrievers by the weighted sum of their normalized scores.</summary>
    public static IReadOnlyList<Hit> Fuse(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense, float lexicalWeight) =>
        WeightedFusion.Fuse(new WeightedList(lexical, lexicalWeight, NoMatchScore), new WeightedList(dense, 1 - lexicalWeight));
}
