using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchEngine.Answers;

/// <summary>A citation mark in an answer with the claim and the quotation before it.</summary>
/// <param name="Claim">The text before the quotation.</param>
/// <param name="Quote">The words between the quotation marks; empty if the mark follows the claim directly.</param>
/// <param name="Number">The number of the cited passage.</param>
/// <param name="End">The index after the mark in the answer, in UTF-16 code units.</param>
internal sealed record Quotation(string Claim, string Quote, int Number, int End)
{
    /// <summary>Whether a passage with this number exists.</summary>
    public bool RefersToPassage(int passageCount) => Number >= 1 && Number <= passageCount;
}

/// <summary>
/// Finds the quotations and marks of an answer: <c>claim "quotation" [n]</c>, as the bundled decoder writes, or <c>claim [n]</c>, as other
/// models do.
/// </summary>
internal static partial class QuotationParser
{
    public static IReadOnlyList<Quotation> Parse(string answer)
    {
        List<Quotation> quotations = [];
        int from = 0;
        foreach (Match mark in CitationMark().Matches(answer))
        {
            if (!int.TryParse(mark.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) continue;
            string before = answer[from..mark.Index].TrimEnd();
            from = mark.Index + mark.Length;
            // Quotation marks inside the quotation are between the outermost two.
            int open = before.EndsWith('"') ? FindOpeningQuote(before) : -1;
            quotations.Add(open < 0
                ? new Quotation(before.Trim(), "", number, from)
                : new Quotation(before[..open].Trim(), before[(open + 1)..^1], number, from));
        }
        return quotations;
    }

    /// <summary>Returns the index of the first quotation mark at the start of a word; -1 if there is none.</summary>
    private static int FindOpeningQuote(string text)
    {
        for (int position = text.IndexOf('"'); position >= 0 && position < text.Length - 1; position = text.IndexOf('"', position + 1))
        {
            if (position == 0 || char.IsWhiteSpace(text[position - 1])) return position;
        }
        return -1;
    }

    [GeneratedRegex(@"\[(\d{1,2})\]", RegexOptions.CultureInvariant)]
    private static partial Regex CitationMark();
}
