using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Finds the sentences of an answer that cite no existing passage. Models other than the bundled decoder omit marks or invent numbers.
/// </summary>
internal static class UncitedClaims
{
    private const int MinWords = 3;

    /// <summary>Returns the sentences after the last mark, and those before a mark whose passage does not exist.</summary>
    public static IReadOnlyList<string> Find(string answer, int passageCount)
    {
        IReadOnlyList<Quotation> quotations = QuotationParser.Parse(answer);
        string rest = answer[quotations.Select(quotation => quotation.End).DefaultIfEmpty(0).Last()..];
        IEnumerable<string> wronglyCited = quotations
            .Where(quotation => !quotation.RefersToPassage(passageCount))
            .Select(quotation => $"{quotation.Claim} {quotation.Quote}");
        return [.. wronglyCited.Append(rest).SelectMany(SplitSentences).Where(sentence => CountWords(sentence) >= MinWords)];
    }

    private static int CountWords(string sentence) => sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static IEnumerable<string> SplitSentences(string text) =>
        PassageSplitter.Split(text).Select(span => text[span.Start..span.End].Trim());
}
