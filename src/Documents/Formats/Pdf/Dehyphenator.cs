using System.Text;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Distinguishes hyphens that divide a word at the end of a line from those that belong to the word: if the document contains the
/// hyphenated word within a line, as in "population-based", the hyphen belongs to it.
/// </summary>
internal sealed class Dehyphenator
{
    private readonly HashSet<string> _hyphenated = new(StringComparer.OrdinalIgnoreCase);

    public Dehyphenator(IEnumerable<PdfLine> lines)
    {
        foreach (PdfLine line in lines)
        {
            foreach (int hyphen in FindInnerHyphens(line.Text))
            {
                string before = GetLettersBefore(line.Text, hyphen);
                string after = GetLettersAfter(line.Text, hyphen + 1);
                if (before.Length > 0 && after.Length > 0) _hyphenated.Add($"{before}-{after}");
            }
        }
    }

    /// <summary>Whether the hyphen at the end of <paramref name="text"/> divides a word continued in <paramref name="next"/>.</summary>
    public bool DividesWord(StringBuilder text, string next)
    {
        if (text[^1] != '-' || !char.IsLetter(text[^2]) || !char.IsLower(next[0])) return false;
        int start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        string before = text.ToString(start, text.Length - 1 - start);
        return !_hyphenated.Contains($"{before}-{GetLettersAfter(next, 0)}");
    }

    private static IEnumerable<int> FindInnerHyphens(string text)
    {
        int hyphen = text.IndexOf('-', StringComparison.Ordinal);
        while (hyphen > 0 && hyphen < text.Length - 1)
        {
            yield return hyphen;
            hyphen = text.IndexOf('-', hyphen + 1);
        }
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
