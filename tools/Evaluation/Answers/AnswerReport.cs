namespace SearchEngine.Evaluation.Answers;

/// <summary>The results of an answer evaluation.</summary>
/// <param name="Dataset">The name of the file of questions.</param>
/// <param name="Documents">The number of paragraphs in the index.</param>
/// <param name="Answerable">The number of questions that the paragraph answers.</param>
/// <param name="Unanswerable">The number of questions that the paragraph does not answer.</param>
/// <param name="Extractive">Quality of the spans that the re-ranker marks.</param>
/// <param name="Generated">Quality of the answers that the decoder generates. Null if none were generated.</param>
/// <param name="Abstention">Quality of the decision whether to answer.</param>
public sealed record AnswerReport(
    string Dataset,
    int Documents,
    int Answerable,
    int Unanswerable,
    AnswerQuality Extractive,
    AnswerQuality? Generated,
    AbstentionQuality Abstention);

/// <summary>The quality of answers to answerable questions, including those that would have been refused.</summary>
/// <param name="ExactMatch">The share of answers that equal an expected answer.</param>
/// <param name="F1">The mean F1 score of their words.</param>
/// <param name="Verbatim">The share of citations that quote the document verbatim.</param>
/// <param name="CitationPrecision">The share of citations that contain an expected answer.</param>
/// <param name="CitationRecall">The share of questions with a citation that contains an expected answer.</param>
/// <param name="MillisecondsMean">The mean time to the first character.</param>
/// <param name="Milliseconds95">The 95th percentile of the time to the first character.</param>
/// <param name="TokensPerSecond">The number of generated tokens per second; 0 for extractive answers.</param>
public sealed record AnswerQuality(
    double ExactMatch,
    double F1,
    double Verbatim,
    double CitationPrecision,
    double CitationRecall,
    double MillisecondsMean,
    double Milliseconds95,
    double TokensPerSecond);

/// <summary>The quality of the decision whether to answer.</summary>
/// <param name="Auc">
/// The probability that an answerable question has a higher confidence than an unanswerable one.
/// </param>
/// <param name="UnanswerableRefused">The share of unanswerable questions that are refused.</param>
/// <param name="AnswerableRefused">The share of answerable questions that are refused.</param>
public sealed record AbstentionQuality(double Auc, double UnanswerableRefused, double AnswerableRefused)
{
    /// <summary>
    /// Computes the area under the ROC curve as the rank statistic of Mann and Whitney (1947). Ties count half.
    /// </summary>
    public static double AreaUnderCurve(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0) return double.NaN;
        double wins = positives.Sum(positive => negatives.Sum(negative => positive > negative ? 1.0 : positive == negative ? 0.5 : 0));
        return wins / positives.Count / negatives.Count;
    }
}
