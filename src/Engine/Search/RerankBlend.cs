using SearchEngine.Index.Contracts;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>
/// Blends fused scores, brought to a scale from 0 for the least to 1 for the greatest of the passages that were scored, with the cross-encoder's probabilities, which have one scale for all queries. The probability counts as
/// much as the gate says. Where sentences were read, the probability of a passage's best is added. What was not scored keeps its order and score below.
/// </summary>
internal static class RerankBlend
{
    /// <summary>What it counts, of 1, that words of the passage are likelier to answer than none.</summary>
    private const float AnswerSpanWeight = 0.2f;

    /// <summary>What a sentence's probability counts beside the blend, which counts 1. By how often the first passage holds an answer (<see cref="SentenceReranker"/>).</summary>
    private const float SentenceWeight = 0.8f;

    /// <param name="fused">All hits, best first.</param>
    /// <param name="scored">Those that the cross-encoder scored.</param>
    /// <param name="weight">What its probability counts, in [0, 1].</param>
    public static IReadOnlyList<Hit> Rank(IReadOnlyList<Hit> fused, IReadOnlyDictionary<long, RerankedHit> scored, float weight)
    {
        if (scored.Count == 0 || weight == 0) return fused;
        float lowest = scored.Values.Min(hit => hit.FusedScore), span = scored.Values.Max(hit => hit.FusedScore) - lowest;
        Hit[] rest = [.. fused.Where(hit => !scored.ContainsKey(hit.ChunkId))];
        bool reads = scored.Values.Any(hit => hit.Sentence is not null);
        // What was not read cannot stand above what was.
        float least = rest.Length == 0 ? 0 : MathF.BitIncrement(rest[0].Score), room = Math.Max(fused[0].Score - least, 0);
        List<Hit> ranked = [.. scored.Select(hit => new Hit(hit.Key, least + room * Score(hit.Value)))];
        ranked.Sort();
        return [.. ranked, .. rest];

        float Score(RerankedHit hit) => reads ? (Blend(hit) + SentenceWeight * (hit.Sentence?.Probability ?? 0)) / (1 + SentenceWeight) : Blend(hit);

        float Blend(RerankedHit hit) => (1 - weight) * (span > 0 ? (hit.FusedScore - lowest) / span : 1) + weight * ComputeAnswerProbability(hit.Score);
    }

    /// <summary>The chance that a passage answers: by its score, and a little by the words that are marked in it.</summary>
    private static float ComputeAnswerProbability(PassageScore score)
    {
        if (score is not { Answer: { } words, NoAnswerScore: { } none }) return score.Probability;
        // Half a logit counts as one: the two heads were trained apart, and this one is the surer of itself.
        float likelier = 1 / (1 + MathF.Exp((none - words.Score) / 2));
        return (1 - AnswerSpanWeight) * score.Probability + AnswerSpanWeight * likelier;
    }
}
