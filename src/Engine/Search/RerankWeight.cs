using SearchEngine.Index.Contracts;

namespace SearchEngine.Search;

/// <summary>Computes the weight of the cross-encoder's probability in the blend, from the kind and length of the query.</summary>
/// <remarks>
/// Chosen for nDCG@10 on NFCorpus dev, CoSQA dev, SQuAD 1.1 train and, as they have a single split each, CACM and a third of Cranfield's
/// queries. Short questions gain most, up to 0.05; short keyword queries gain 0.004 (NFCorpus) to 0.04 (CACM). Queries longer than thirteen
/// words gain most at lower weights, because the model was trained on short ones: SQuAD questions at 0.5 and above, Cranfield at no weight.
/// The calibrated probability also acts as a gate: if the model finds no answer, all probabilities are near 0 and the fused order remains;
/// scores stretched to their own minimum and maximum did harm there at any weight above 0.2. Other signals (agreement of the retrievers in
/// their first ten hits or with the cross-encoder, score margins, the highest probability) had no consistent effect on any two collections.
/// </remarks>
internal static class RerankWeight
{
    private static readonly (float Short, float Long) QuestionWeights = (0.7f, 0.5f), DefaultWeights = (0.6f, 0.3f);

    public static float Compute(ParsedQuery query)
    {
        (float shortWeight, float longWeight) = query.Kind == QueryKind.Question ? QuestionWeights : DefaultWeights;
        return shortWeight + query.Verbosity * (longWeight - shortWeight);
    }
}
