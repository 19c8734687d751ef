using System.Globalization;
using System.Text;
using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Measures and cuts text by terminal columns: an ideograph takes two, a combining accent none.</summary>
internal static class DisplayWidth
{
    public static int Measure(string text) => text.GetCellWidth();

    /// <summary>Returns as much of the beginning as fits, with an ellipsis if text is cut off.</summary>
    public static string Truncate(string text, int width) =>
        Measure(text) <= width ? text : text[..GetPrefixLength(text, width - 1)] + "…";

    /// <summary>Returns how many UTF-16 units at the beginning fit, without splitting a grapheme.</summary>
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

    /// <summary>Returns as much of the end as fits.</summary>
    public static string TruncateStart(string text, int width)
    {
        string[] characters = [.. GetTextElements(text)];
        int first = characters.Length;
        for (int used = 0; first > 0 && (used += Measure(characters[first - 1])) <= width; first--) { }
        return string.Concat(characters[first..]);
    }

    private static IEnumerable<string> GetTextElements(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) yield return elements.GetTextElement();
    }
}
