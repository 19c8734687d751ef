namespace SearchEngine.Searching;

/// <summary>Chooses how much the cross-encoder counts.</summary>
/// <remarks>
/// Chosen for nDCG@10 on NFCorpus dev, CoSQA dev, FairytaleQA val, SQuAD 1.1 train and, out of fold, CACM and Cranfield. The larger part of the gate is the calibrated probability that is blended: where the model
/// holds nothing for an answer, as with most keywords, all probabilities are near 0 and the fused order stands. Scores stretched to their own minimum and maximum did harm there at any weight above 0.2. What was
/// left for the query's form is small; the retrievers' agreement (of their first ten) and the margins of their scores told nothing more.
/// </remarks>
internal static class RerankGate
{
    private const float Question = 0.7f, Otherwise = 0.6f;

    public static float Weight(string query) => QueryForm.IsQuestion(query) ? Question : Otherwise;
}
