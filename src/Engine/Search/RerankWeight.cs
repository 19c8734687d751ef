using SearchEngine.Index.Contracts;

namespace SearchEngine.Search;

/// <summary>Chooses how much the cross-encoder counts, by the query's form.</summary>
/// <remarks>
/// Chosen for nDCG@10 on NFCorpus dev, CoSQA dev, SQuAD 1.1 train and, having one split each, CACM and a third of Cranfield's queries. Short questions gain most, up to 0.05; short keywords 0.004 (NFCorpus) to 0.04 (CACM);
/// queries longer than thirteen words most at lower weights, as the model was trained on short ones: questions of SQuAD at 0.5 and above, Cranfield's statements and questions nothing at any weight. Part of the gate is the
/// calibrated probability itself: where the model holds nothing for an answer, all are near 0 and the fused order stands; scores stretched to their own minimum and maximum did harm there at any weight above 0.2. What
/// the agreement of the retrievers (of their first ten) and of the cross-encoder with them, the margins of their scores and the greatest probability told beyond that was not the same on any two collections.
/// </remarks>
internal static class RerankWeight
{
    private static readonly (float Short, float Long) QuestionWeights = (0.7f, 0.5f), DefaultWeights = (0.6f, 0.3f);

    public static float Compute(ParsedQuery query)
    {
        (float ofShort, float ofLong) = query.Kind == QueryKind.Question ? QuestionWeights : DefaultWeights;
        return ofShort + query.Verbosity * (ofLong - ofShort);
    }
}
