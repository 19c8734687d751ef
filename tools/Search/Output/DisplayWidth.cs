using System.Globalization;
using System.Text;
using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Text by the columns that it takes on a terminal: an ideograph takes two, a combining accent none.</summary>
internal static class DisplayWidth
{
    public static int Measure(string text) => text.GetCellWidth();

    /// <summary>The beginning of a text that fits, with an ellipsis where something is left out.</summary>
    public static string Truncate(string text, int width) => Measure(text) <= width ? text : text[..GetPrefixLength(text, width - 1)] + "…";

    /// <summary>How many UTF-16 units at the beginning of a text fit; a character as people see it fits wholly or not at all.</summary>
    public static int GetPrefixLength(string text, int width)
    {
        if (Ascii.IsValid(text)) return Math.Min(text.Length, width);
        int fitting = 0, used = 0;
        foreach (string character in GetTextElements(text))
        {
            if ((used += Measure(character)) > width) break;
            fitting += character.Length;
        }
        return fitting;
    }

    /// <summary>The end of a text that fits.</summary>
    public static string TruncateStart(string text, int width)
    {
        string[] characters = [.. GetTextElements(text)];
        int first = characters.Length;
        for (int used = 0; first > 0 && (used += Measure(characters[first - 1])) <= width; first--) { }
        return string.Concat(characters[first..]);
    }

    private static IEnumerable<string> GetTextElements(string text)
    {
        for (TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();) yield return elements.GetTextElement();
    }
}
