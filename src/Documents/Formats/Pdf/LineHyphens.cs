using System.Text;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Tells a hyphen that divides a word at the end of a line from one that belongs to it: where the document has the word with its hyphen within a line, as in "population-based", it belongs to it.
/// </summary>
internal sealed class LineHyphens
{
    private readonly HashSet<string> _hyphenated = new(StringComparer.OrdinalIgnoreCase);

    public LineHyphens(IEnumerable<PdfLine> lines)
    {
        foreach (PdfLine line in lines)
        {
            for (int at = line.Text.IndexOf('-', StringComparison.Ordinal); at > 0 && at < line.Text.Length - 1; at = line.Text.IndexOf('-', at + 1))
            {
                if (GetLettersBefore(line.Text, at) is { Length: > 0 } before && GetLettersAfter(line.Text, at + 1) is { Length: > 0 } after) _hyphenated.Add($"{before}-{after}");
            }
        }
    }

    /// <summary>Whether the hyphen that ends <paramref name="text"/> divides a word that goes on with <paramref name="next"/>.</summary>
    public bool DividesWord(StringBuilder text, string next)
    {
        if (text[^1] != '-' || !char.IsLetter(text[^2]) || !char.IsLower(next[0])) return false;
        int start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        return !_hyphenated.Contains($"{text.ToString(start, text.Length - 1 - start)}-{GetLettersAfter(next, 0)}");
    }

    private static string GetLettersBefore(string text, int end)
    {
        int start = end;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        return text[start..end];
    }

    private static string GetLettersAfter(string text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return text[start..end];
    }
}
