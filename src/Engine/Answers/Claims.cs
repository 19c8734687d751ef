using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>What an answer says without naming a passage for it: other models than the project's own leave marks out, or name passages that there are not.</summary>
internal static class Claims
{
    private const int FewestWords = 3;

    /// <summary>Sentences of an answer that stand after its last mark, or before a mark of no passage.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="passages">How many passages there are.</param>
    public static IReadOnlyList<string> WithoutPassage(string text, int passages)
    {
        IReadOnlyList<Quotation> quotations = Quotations.Of(text);
        string rest = text[quotations.Select(quotation => quotation.End).DefaultIfEmpty(0).Last()..];
        IEnumerable<string> unknown = quotations.Where(quotation => !quotation.IsOf(passages)).Select(quotation => $"{quotation.Claim} {quotation.Quote}");
        return [.. unknown.Append(rest).SelectMany(Sentences).Where(sentence => sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= FewestWords)];
    }

    private static IEnumerable<string> Sentences(string text) => PassageSentences.Of(text).Select(span => text[span.Start..span.End].Trim());
}
