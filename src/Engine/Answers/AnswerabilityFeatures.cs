using System.Text.RegularExpressions;
using SearchEngine.Encoder;
using SearchEngine.Models;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>The features of the <see cref="AnswerabilityClassifier"/>.</summary>
internal static partial class AnswerabilityFeatures
{
    /// <summary>
    /// The names of the features, in the order of <see cref="Compute"/>: minimum and mean of the late interaction of question and best
    /// sentence; whether the question contains a negation, in which near answers often differ; the cross-encoder's score of the
    /// best passage and the margin of its answer; the best score of another passage; the score of the best sentence and the margin of its
    /// answer.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = ["least", "mean", "negates", "score", "span", "second", "sentence", "words"];

    /// <summary>Computes the features of the best passage; null if nothing was re-ranked.</summary>
    public static double[]? Compute(SearchResults results, TokenEncoder encoder)
    {
        (SearchHit Hit, Passage Passage)[] scored =
            [.. results.GetPassagesByScore().Where(found => found.Passage.Explanation.Rerank is not null)];
        if (scored.Length == 0) return null;

        (SearchHit document, Passage best) = scored[0];
        RerankScore rerank = best.Explanation.Rerank!;
        string text = ModelInput.Compose(document.Title, best.Heading, best.Text);
        TextSpan sentence = rerank.Sentence?.Span ?? best.Location.Span;
        int offset = text.Length - best.Text.Length - best.Location.Start;
        LateInteraction coverage =
            LateInteraction.Compute(encoder.Encode(results.Query), encoder.Encode(text), sentence.Shift(offset));
        double second = scored.Skip(1)
            .Select(other => other.Passage.Explanation.Rerank!.Score)
            .DefaultIfEmpty(rerank.Score)
            .Max();
        return
        [
            coverage.Min,
            coverage.Mean,
            Negation().IsMatch(results.Query) ? 1 : 0,
            rerank.Score,
            rerank.AnswerMargin ?? 0,
            second,
            rerank.Sentence?.Logit ?? rerank.Score,
            rerank.Sentence?.Margin ?? 0,
        ];
    }

    [GeneratedRegex(
        @"\b(not|never|no|without|least|cannot|except|neither|nor|none|nobody|nothing)\b|n['’]t\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Negation();
}
