using System.Text.RegularExpressions;
using SearchEngine.Encoder;
using SearchEngine.Models;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>What it is decided by whether the evidence answers.</summary>
internal static partial class AnswerabilityFeatures
{
    /// <summary>Names of the features, in the order of <see cref="Compute"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["least", "mean", "negates", "score", "span", "second", "sentence", "words"];

    /// <summary>
    /// Of the best passage: how well its best sentence covers the question, the cross-encoder's score, and how much likelier its answer's words are than none; the best score of another passage; whether the
    /// question negates, which what nearly answers often differs in; and of the sentence alone, its score and how much likelier words of it are than none. Null where nothing was re-ranked.
    /// </summary>
    public static double[]? Compute(SearchResults results, TokenEncoder encoder)
    {
        (SearchHit Hit, Passage Passage)[] scored = [.. results.GetPassagesByScore().Where(found => found.Passage.Explanation.Rerank is not null)];
        if (scored.Length == 0) return null;

        (SearchHit document, Passage best) = scored[0];
        RerankScore rerank = best.Explanation.Rerank!;
        string text = ModelInput.Compose(document.Title, best.Heading, best.Text);
        TextSpan sentence = rerank.Sentence?.Span ?? new TextSpan(best.Start, best.End);
        int offset = text.Length - best.Text.Length - best.Start;
        LateInteraction coverage = LateInteraction.Compute(encoder.Encode(results.Query), encoder.Encode(text), sentence.Shift(offset));
        double second = scored.Skip(1).Select(other => other.Passage.Explanation.Rerank!.Score).DefaultIfEmpty(rerank.Score).Max();
        return [coverage.Min, coverage.Mean, Negation().IsMatch(results.Query) ? 1 : 0, rerank.Score, rerank.AnswerMargin ?? 0, second, rerank.Sentence?.Logit ?? rerank.Score, rerank.Sentence?.Margin ?? 0];
    }

    [GeneratedRegex(@"\b(not|never|no|without|least|cannot|except|neither|nor|none|nobody|nothing)\b|n['’]t\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Negation();
}
