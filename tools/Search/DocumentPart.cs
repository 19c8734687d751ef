using System.Globalization;
using SearchEngine.Documents;

namespace SearchEngine.Cli;

/// <summary>A part of a document's text, as the command line names it.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
internal readonly record struct DocumentPart(int Start, int End)
{
    public static DocumentPart FromWholeDocument(IndexedDocument document) => new(0, document.Text.Length);

    /// <summary>Reads <c>12</c>, <c>12-20</c>, <c>@120-480</c> or the name of a place.</summary>
    /// <exception cref="UsageException">The document has no such part.</exception>
    public static DocumentPart Parse(IndexedDocument document, string span)
    {
        if (span.StartsWith('@') && TryParseRange(span[1..], out int start, out int end))
        {
            return start <= end && end <= document.Text.Length ? new DocumentPart(start, end)
                : throw new UsageException(FormattableString.Invariant($"'{document.Path}' has {document.Text.Length} characters, not {span[1..]}"));
        }
        if (TryParseRange(span, out int first, out int last))
        {
            LineMap lines = new(document.Text);
            return first >= 1 && first <= last && last <= lines.Count ? new DocumentPart(lines.GetStart(first), lines.GetEnd(last))
                : throw new UsageException(FormattableString.Invariant($"'{document.Path}' has {lines.Count} lines, not {span}"));
        }
        return ParsePlace(document, span);
    }

    private static DocumentPart ParsePlace(IndexedDocument document, string place)
    {
        if (document.Places.Find(place.Trim(), document.Text.Length) is var (start, end)) return new DocumentPart(start, end);
        string[] places = [.. document.Places.Names.Distinct()];
        throw new UsageException(places.Length == 0
            ? $"'{place}' is no part of a document: give a line (12), lines (12-20) or characters (@120-480)"
            : $"'{document.Path}' has no '{place}'; there are: {string.Join(", ", places.Take(20))}{(places.Length > 20 ? ", ..." : "")}");
    }

    /// <summary>A number, or two with a dash between.</summary>
    private static bool TryParseRange(string text, out int first, out int last)
    {
        string[] numbers = text.Split('-');
        last = 0;
        return int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && (numbers.Length == 1 ? (last = first) >= 0 : numbers.Length == 2 && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out last));
    }
}
