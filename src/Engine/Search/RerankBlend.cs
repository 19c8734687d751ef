using SearchEngine.Index.Contracts;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>
/// Blends fused scores with the cross-encoder's probabilities. The fused scores of the scored passages are normalized to [0, 1] first;
/// probabilities have one scale for all queries. If sentences were scored, the probability of a passage's best sentence is added. Hits that
/// were not scored keep their order and score, below the others.
/// </summary>
internal static class RerankBlend
{
    /// <summary>The share of the answer span's probability in a passage's answer probability.</summary>
    private const float AnswerSpanWeight = 0.2f;

    /// <summary>
    /// The weight of a sentence's probability next to the blend, which has weight 1. Chosen by how often the first passage holds an answer
    /// (<see cref="SentenceReranker"/>).
    /// </summary>
    private const float SentenceWeight = 0.8f;

    /// <param name="fused">All hits, best first.</param>
    /// <param name="scored">The hits that the cross-encoder scored.</param>
    /// <param name="weight">The weight of its probability, in [0, 1].</param>
    public static IReadOnlyList<Hit> Rank(IReadOnlyList<Hit> fused, IReadOnlyDictionary<long, RerankedHit> scored, float weight)
    {
        if (scored.Count == 0 || weight == 0) return fused;
        float lowest = scored.Values.Min(hit => hit.FusedScore), range = scored.Values.Max(hit => hit.FusedScore) - lowest;
        Hit[] rest = [.. fused.Where(hit => !scored.ContainsKey(hit.ChunkId))];
        bool hasSentences = scored.Values.Any(hit => hit.Sentence is not null);
        // Hits that were not scored must not rank above those that were.
        float floor = rest.Length == 0 ? 0 : MathF.BitIncrement(rest[0].Score), room = Math.Max(fused[0].Score - floor, 0);
        List<Hit> ranked = [.. scored.Select(hit => new Hit(hit.Key, floor + room * Score(hit.Value)))];
        ranked.Sort();
        return [.. ranked, .. rest];

        float Score(RerankedHit hit) => hasSentences
            ? (Blend(hit) + SentenceWeight * (hit.Sentence?.Probability ?? 0)) / (1 + SentenceWeight)
            : Blend(hit);

        float Blend(RerankedHit hit) =>
            (1 - weight) * (range > 0 ? (hit.FusedScore - lowest) / range : 1) + weight * ComputeAnswerProbability(hit.Score);
    }

    /// <summary>Combines the passage's probability with the probability that its marked words are an answer.</summary>
    private static float ComputeAnswerProbability(PassageScore score)
    {
        if (score is not { Answer: { } answer, NoAnswerScore: { } noAnswer }) return score.Probability;
        // The logits are halved: the span head was trained separately and is overconfident.
        float spanProbability = 1 / (1 + MathF.Exp((noAnswer - answer.Score) / 2));
        return (1 - AnswerSpanWeight) * score.Probability + AnswerSpanWeight * spanProbability;
    }
}
