using SearchEngine.Searching;

namespace SearchEngine.Answering;

/// <summary>
/// Decides before anything is written whether the evidence answers (Rajpurkar et al. 2018, "know what you don't know"): a logistic regression on what the cross-encoder says of the best passages.
/// </summary>
/// <param name="Bias">Log-odds where all features are 0.</param>
/// <param name="Logit">Weight of the best passage's score.</param>
/// <param name="Span">Weight of how much likelier the best answer's words are than that there is none, the best of all passages.</param>
/// <param name="Lead">Weight of the best score's lead over the second.</param>
/// <param name="Threshold">The chance from which on it answers.</param>
internal sealed record AnswerGate(double Bias, double Logit, double Span, double Lead, double Threshold)
{
    /// <summary>
    /// Set by hand so that what the documents say nothing of is refused. <c>benchmarks gate</c> fits the same form to SQuAD 2.0, whose unanswerable questions stay close to a paragraph that nearly answers: on 6 held-out
    /// articles the area under the curve was 0.65 (every twelfth question), too little to decide by.
    /// </summary>
    public static AnswerGate Default { get; } = new(Bias: 0, Logit: 0.3, Span: 0.3, Lead: 0, Threshold: 0.35);

    /// <summary>What it looks at: the best score, the best span's margin, the lead over the second passage; null where nothing was re-ranked.</summary>
    public static (double Logit, double Span, double Lead)? Features(SearchResults results)
    {
        RerankScore[] scores = [.. results.Hits.SelectMany(hit => hit.Passages).Select(passage => passage.Explanation.Rerank).OfType<RerankScore>().OrderByDescending(score => score.Score)];
        if (scores.Length == 0) return null;
        double span = scores.Max(score => score is { AnswerScore: { } answer, NoAnswerScore: { } none } ? answer - none : 0);
        return (scores[0].Score, span, scores.Length > 1 ? scores[0].Score - scores[1].Score : 0);
    }

    /// <summary>The chance that the evidence answers, in [0, 1].</summary>
    public double Confidence(SearchResults results) => Features(results) is { } features
        ? 1 / (1 + Math.Exp(-(Bias + Logit * features.Logit + Span * features.Span + Lead * features.Lead)))
        : 0;
}
