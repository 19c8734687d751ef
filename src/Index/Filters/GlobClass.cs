using System.Globalization;
using System.Text;

namespace SearchEngine.Index.Filters;

/// <summary>
/// Translates a glob's set of characters (<c>[abc]</c>, <c>[a-z]</c>, <c>[!a-z]</c>) to a regular expression. A slash
/// never matches.
/// </summary>
/// <remarks>
/// Regular expressions work on UTF-16 code units, so a code point above U+FFFF is matched as a pair of surrogates.
/// Lone surrogates never match; SQLite's UTF-8 has none.
/// </remarks>
internal static class GlobClass
{
    /// <summary>Matches one code point other than a slash.</summary>
    public static readonly string AnyCharacter = Translate([], isNegated: true);

    private const int FirstSurrogate = 0xD800, LastSurrogate = 0xDFFF, FirstLowSurrogate = 0xDC00;
    private const int FirstSupplementary = 0x10000, LastCodePoint = 0x10FFFF;

    /// <summary>
    /// Parses the set that opens at <paramref name="index"/>, and moves past it. A closing bracket that comes first
    /// is one of the characters.
    /// </summary>
    /// <exception cref="FilterException">The bracket is not closed, or a range runs backwards.</exception>
    public static string Parse(FilterText text, ref int index)
    {
        FilterCharacter opened = text[index++];
        List<(int First, int Last)> ranges = [];
        bool isNegated = text.IsUnquoted(index, "!^");
        if (isNegated) index++;
        while (ranges.Count == 0 || !text.IsUnquoted(index, "]"))
        {
            if (index >= text.Length) throw CreateOpenBracketError(text, opened);
            int first = ReadCodePoint(text, ref index), last = first;
            if (text.IsUnquoted(index, "-") && index + 1 < text.Length && !text.IsUnquoted(index + 1, "]"))
            {
                index++;
                last = ReadCodePoint(text, ref index);
            }
            if (last < first)
            {
                throw text.CreateError($"the range in the bracket at character {opened.Position} runs backwards; "
                    + "write it from low to high, such as [a-z]");
            }
            ranges.Add((first, last));
        }
        index++;
        return Translate(ranges, isNegated);
    }

    private static FilterException CreateOpenBracketError(FilterText text, FilterCharacter opened) =>
        text.CreateError($"the bracket at character {opened.Position} is never closed; "
            + "close it, or put it in quotes to find it in a path: path=\"[\"*");

    private static int ReadCodePoint(FilterText text, ref int index)
    {
        char first = text[index++].Value;
        if (index >= text.Length || !Rune.TryCreate(first, text[index].Value, out Rune pair)) return first;
        index++;
        return pair.Value;
    }

    private static string Translate(List<(int First, int Last)> ranges, bool isNegated)
    {
        StringBuilder units = new();
        List<string> alternatives = [];
        foreach ((int first, int last) in Subtract(isNegated ? Complement(ranges) : ranges))
        {
            if (last < FirstSupplementary) units.Append(Range(first, last));
            else alternatives.AddRange(TranslateSupplementary(first, last));
        }
        if (units.Length > 0) alternatives.Insert(0, $"[{units}]");
        return alternatives.Count == 0 ? "[^\\s\\S]" : $"(?:{string.Join('|', alternatives)})";
    }

    /// <summary>Returns the code points that are in none of the ranges.</summary>
    private static List<(int First, int Last)> Complement(List<(int First, int Last)> ranges)
    {
        List<(int First, int Last)> complement = [];
        int next = 0;
        foreach ((int first, int last) in ranges.Order())
        {
            if (first > next) complement.Add((next, first - 1));
            next = Math.Max(next, last + 1);
        }
        complement.Add((next, LastCodePoint));
        return complement;
    }

    /// <summary>
    /// Removes the slash and the surrogates from ranges, and splits them at the end of the Basic Multilingual Plane.
    /// </summary>
    private static IEnumerable<(int First, int Last)> Subtract(IEnumerable<(int First, int Last)> ranges)
    {
        (int First, int Last)[] allowed =
        [
            (0, '/' - 1),
            ('/' + 1, FirstSurrogate - 1),
            (LastSurrogate + 1, FirstSupplementary - 1),
            (FirstSupplementary, LastCodePoint),
        ];
        return
            from range in ranges
            from part in allowed
            let first = Math.Max(range.First, part.First)
            let last = Math.Min(range.Last, part.Last)
            where first <= last
            select (first, last);
    }

    /// <summary>Splits a range above U+FFFF into ranges that share their high surrogates.</summary>
    private static IEnumerable<string> TranslateSupplementary(int first, int last)
    {
        (int firstHigh, int firstLow) = Surrogates(first);
        (int lastHigh, int lastLow) = Surrogates(last);
        if (firstHigh == lastHigh) return [$"{Unit(firstHigh)}[{Range(firstLow, lastLow)}]"];
        List<string> parts =
        [
            $"{Unit(firstHigh)}[{Range(firstLow, LastSurrogate)}]",
            $"{Unit(lastHigh)}[{Range(FirstLowSurrogate, lastLow)}]",
        ];
        if (lastHigh - firstHigh > 1)
            parts.Add($"[{Range(firstHigh + 1, lastHigh - 1)}][{Range(FirstLowSurrogate, LastSurrogate)}]");
        return parts;
    }

    private static (int High, int Low) Surrogates(int codePoint)
    {
        int offset = codePoint - FirstSupplementary;
        return (FirstSurrogate + (offset >> 10), FirstLowSurrogate + (offset & 0x3FF));
    }

    private static string Range(int first, int last) => $"{Unit(first)}-{Unit(last)}";

    private static string Unit(int codeUnit) => "\\u" + codeUnit.ToString("X4", CultureInfo.InvariantCulture);
}
