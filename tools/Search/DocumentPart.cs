using System.Globalization;
using SearchEngine.Documents;

namespace SearchEngine.Cli;

/// <summary>The part of a document's text that a command line names.</summary>
/// <param name="Start">The first UTF-16 unit.</param>
/// <param name="End">One past the last UTF-16 unit.</param>
internal readonly record struct DocumentPart(int Start, int End)
{
    private const int MaxListedPlaces = 20;

    public static DocumentPart FromWholeDocument(IndexedDocument document) => new(0, document.Text.Length);

    /// <summary>Parses <c>12</c>, <c>12-20</c>, <c>@120-480</c> or the name of a place, such as <c>page 3</c>.</summary>
    /// <exception cref="UsageException">The document has no such part.</exception>
    public static DocumentPart Parse(IndexedDocument document, string span)
    {
        if (span.StartsWith('@') && TryParseRange(span[1..], out int start, out int end))
        {
            if (start <= end && end <= document.Text.Length) return new DocumentPart(start, end);
            throw new UsageException(FormattableString.Invariant(
                $"'{document.Path}' has {document.Text.Length} characters; it has no characters {span[1..]}"));
        }
        if (TryParseRange(span, out int first, out int last))
        {
            LineMap lines = new(document.Text);
            if (first >= 1 && first <= last && last <= lines.Count) return new DocumentPart(lines.GetStart(first), lines.GetEnd(last));
            throw new UsageException(FormattableString.Invariant($"'{document.Path}' has {lines.Count} lines; it has no lines {span}"));
        }
        return ParsePlace(document, span);
    }

    private static DocumentPart ParsePlace(IndexedDocument document, string place)
    {
        if (document.Places.Find(place.Trim(), document.Text.Length) is var (start, end)) return new DocumentPart(start, end);

        string[] places = [.. document.Places.Names.Distinct()];
        if (places.Length == 0)
            throw new UsageException($"'{place}' is not a part of a document; give a line (12), lines (12-20) or characters (@120-480)");
        string listed = string.Join(", ", places.Take(MaxListedPlaces)) + (places.Length > MaxListedPlaces ? ", ..." : "");
        throw new UsageException($"'{document.Path}' has no '{place}'; its parts are: {listed}");
    }

    /// <summary>Parses one number, or two numbers joined by a dash.</summary>
    private static bool TryParseRange(string text, out int first, out int last)
    {
        string[] numbers = text.Split('-');
        last = 0;
        if (!TryParseNumber(numbers[0], out first)) return false;
        if (numbers.Length == 2) return TryParseNumber(numbers[1], out last);
        last = first;
        return numbers.Length == 1;
    }

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
