using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Search.Output;

/// <summary>Makes text from documents safe and pleasant on a terminal.</summary>
internal static partial class PlainText
{
    /// <summary>Text without control characters other than line breaks and tabs, so that no escape sequence of a document ever acts.</summary>
    public static string WithoutControls(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')) return text;
        StringBuilder safe = new(text.Length);
        foreach (char character in text.ReplaceLineEndings("\n")) safe.Append(char.IsControl(character) && character is not ('\n' or '\t') ? '\ufffd' : character);
        return safe.ToString();
    }

    /// <summary>The same on one line, for a name or a title: a line break in it would look like the end of what is shown.</summary>
    public static string OneLine(string text) => WithoutControls(text).Replace('\n', '\ufffd').Replace('\t', '\ufffd');

    /// <summary>Lines of at most <paramref name="width"/> columns, broken at spaces; the text's own line breaks and indentation stay.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string rest = line.TrimEnd();
            string indent = new(' ', Math.Min(Indent().Match(rest).Length, width / 2));
            while (rest.Length > width)
            {
                int cut = rest.LastIndexOf(' ', width, width - indent.Length);
                if (cut < 0) cut = width;
                yield return rest[..cut].TrimEnd();
                rest = indent + rest[cut..].TrimStart();
            }
            yield return rest;
        }
    }

    /// <summary>Blanks before a line's text, with the mark of a list item where it has one.</summary>
    [GeneratedRegex(@"^\s*(?:(?:[-*+]|\d{1,3}\.)\s+)?")]
    private static partial Regex Indent();
}
