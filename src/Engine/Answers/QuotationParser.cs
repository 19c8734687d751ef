using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchEngine.Answers;

/// <summary>A quotation in an answer, and what it is to bear out.</summary>
/// <param name="Claim">What stands before it.</param>
/// <param name="Quote">The words between the quotation marks; empty where a mark stands alone.</param>
/// <param name="Number">The passage that it names.</param>
/// <param name="End">Where its mark ends in the answer, in UTF-16 units.</param>
internal sealed record Quotation(string Claim, string Quote, int Number, int End)
{
    /// <summary>Whether it names one of so many passages.</summary>
    public bool RefersToPassage(int passageCount) => Number >= 1 && Number <= passageCount;
}

/// <summary>Finds an answer's quotations and marks: <c>claim "quotation" [n]</c>, as the decoder writes, or <c>claim [n]</c>, as others do.</summary>
internal static partial class QuotationParser
{
    public static IReadOnlyList<Quotation> Parse(string answer)
    {
        List<Quotation> found = [];
        int from = 0;
        foreach (Match mark in CitationMark().Matches(answer))
        {
            if (!int.TryParse(mark.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) continue;
            string before = answer[from..mark.Index].TrimEnd();
            from = mark.Index + mark.Length;
            // The quotation's own quotation marks lie between the outermost two.
            int open = before.EndsWith('"') ? FindOpeningQuote(before) : -1;
            found.Add(open < 0 ? new Quotation(before.Trim(), "", number, from) : new Quotation(before[..open].Trim(), before[(open + 1)..^1], number, from));
        }
        return found;
    }

    /// <summary>The first quotation mark that a word follows and none precedes.</summary>
    private static int FindOpeningQuote(string text)
    {
        for (int at = text.IndexOf('"'); at >= 0 && at < text.Length - 1; at = text.IndexOf('"', at + 1))
        {
            if (at == 0 || char.IsWhiteSpace(text[at - 1])) return at;
        }
        return -1;
    }

    [GeneratedRegex(@"\[(\d{1,2})\]", RegexOptions.CultureInvariant)]
    private static partial Regex CitationMark();
}
