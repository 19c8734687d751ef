using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>What an answer says without naming a passage for it: other models than the project's own leave marks out, or name passages that there are not.</summary>
internal static class UncitedClaims
{
    private const int MinWords = 3;

    /// <summary>Sentences of an answer that stand after its last mark, or before a mark of no passage.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="passageCount">How many passages there are.</param>
    public static IReadOnlyList<string> Find(string text, int passageCount)
    {
        IReadOnlyList<Quotation> quotations = QuotationParser.Parse(text);
        string rest = text[quotations.Select(quotation => quotation.End).DefaultIfEmpty(0).Last()..];
        IEnumerable<string> unknown = quotations.Where(quotation => !quotation.RefersToPassage(passageCount)).Select(quotation => $"{quotation.Claim} {quotation.Quote}");
        return [.. unknown.Append(rest).SelectMany(SplitSentences).Where(sentence => sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= MinWords)];
    }

    private static IEnumerable<string> SplitSentences(string text) => PassageSplitter.Split(text).Select(span => text[span.Start..span.End].Trim());
}
