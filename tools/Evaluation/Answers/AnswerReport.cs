namespace SearchEngine.Evaluation.Answers;

/// <summary>How well questions are answered.</summary>
/// <param name="Dataset">Name of the file of questions.</param>
/// <param name="Documents">Paragraphs that were searched.</param>
/// <param name="Answerable">Questions asked that their paragraph answers.</param>
/// <param name="Unanswerable">Questions asked that it does not.</param>
/// <param name="Extractive">The words that the re-ranker marks.</param>
/// <param name="Generated">The answer that the decoder writes.</param>
/// <param name="Abstention">Whether it was right to answer.</param>
public sealed record AnswerReport(string Dataset, int Documents, int Answerable, int Unanswerable, AnswerQuality Extractive, AnswerQuality? Generated, AbstentionQuality Abstention);

/// <summary>Quality of answers to answerable questions, whether or not it would have abstained.</summary>
/// <param name="ExactMatch">Share of answers that equal an expected one.</param>
/// <param name="F1">Mean F1 of their words.</param>
/// <param name="Verbatim">Share of citations whose words are the document's.</param>
/// <param name="CitationPrecision">Share of citations that hold an expected answer.</param>
/// <param name="CitationRecall">Share of questions with a citation that holds one.</param>
/// <param name="MillisecondsMean">Mean time to its first character.</param>
/// <param name="Milliseconds95">95th percentile of it.</param>
/// <param name="TokensPerSecond">Tokens written a second; 0 for what is not written.</param>
public sealed record AnswerQuality(
    double ExactMatch, double F1, double Verbatim, double CitationPrecision, double CitationRecall, double MillisecondsMean, double Milliseconds95, double TokensPerSecond);

/// <summary>Quality of the decision whether to answer.</summary>
/// <param name="Auc">Chance that an answerable question has the higher confidence of two.</param>
/// <param name="UnanswerableRefused">Share of unanswerable questions that it refuses.</param>
/// <param name="AnswerableRefused">Share of answerable questions that it refuses.</param>
public sealed record AbstentionQuality(double Auc, double UnanswerableRefused, double AnswerableRefused)
{
    /// <summary>Area under the curve of true against false positives, as the rank statistic of Mann and Whitney (1947); ties count half.</summary>
    public static double AreaUnderCurve(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0) return double.NaN;
        double won = positives.Sum(positive => negatives.Sum(negative => positive > negative ? 1.0 : positive == negative ? 0.5 : 0));
        return won / positives.Count / negatives.Count;
    }
}
