namespace SearchEngine.Searching;

/// <summary>Chooses how much the cross-encoder counts, by the query's form.</summary>
/// <remarks>
/// Chosen for nDCG@10 on NFCorpus dev, CoSQA dev, FairytaleQA val, SQuAD 1.1 train and, having one split each, CACM and a third of Cranfield's queries. Questions of up to ten words gain most, 0.03 to 0.08; keywords
/// less; queries longer than thirteen words most at 0.3, as the model was trained on short ones. Part of the gate is the calibrated probability itself: where the model holds nothing for an answer, as with most
/// keywords, all are near 0 and the fused order stands; scores stretched to their own minimum and maximum did harm there at any weight above 0.2. What the agreement of the retrievers (of their first ten) and of
/// the cross-encoder with them, the margins of their scores and the greatest probability told beyond that was not the same on any two collections.
/// </remarks>
internal static class RerankGate
{
    private const float Question = 0.7f, Otherwise = 0.5f, Least = 0.3f;
    private const int Short = 10, Long = 14;

    public static float Weight(string query)
    {
        float most = QueryForm.IsQuestion(query) ? Question : Otherwise;
        float length = Math.Clamp((QueryForm.Words(query) - Short) / (float)(Long - Short), 0, 1);
        return most + length * (Least - most);
    }
}
