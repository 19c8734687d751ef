using System.Buffers;
using System.Collections.Frozen;

namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Finds where sentences end: at a full stop, question or exclamation mark before a blank and no lower-case letter, unless the stop
/// belongs to an abbreviation, an initial or a list's number. Rules for English and its neighbours; ideographic stops end a sentence always.
/// </summary>
internal static class Sentences
{
    private const string Closers = "\"'”’»)]*_`";

    private static readonly SearchValues<char> Stops = SearchValues.Create(".!?…。！？");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = Words(
        "mr", "mrs", "ms", "dr", "prof", "rev", "st", "mt", "vs", "cf", "ca", "approx", "e.g", "i.e", "eg", "ie", "viz", "resp", "dept", "est",
        "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "z.b", "bzw", "ggf");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumbers = Words(
        "no", "nr", "fig", "figs", "vol", "ch", "sec", "eq", "art", "p", "pp");

    /// <returns>The length of the first sentence of <paramref name="text"/>, with the blanks behind it.</returns>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        for (int from = 0; text[from..].IndexOfAny(Stops) is >= 0 and int found;)
        {
            int stop = from + found;
            int next = stop + 1;
            while (next < text.Length && (Stops.Contains(text[next]) || Closers.Contains(text[next]))) next++;
            int begin = next;
            while (begin < text.Length && char.IsWhiteSpace(text[begin])) begin++;

            if (begin == text.Length || text[stop] is '。' or '！' or '？') return begin;
            if (begin > next && !char.IsLower(text[begin]) && !(text[stop] == '.' && BelongsToWord(text[..stop], text[begin]))) return begin;
            from = next;
        }
        return text.Length;
    }

    private static bool BelongsToWord(ReadOnlySpan<char> before, char next)
    {
        int start = before.LastIndexOfAny(" \t\r\n(") + 1;
        ReadOnlySpan<char> word = before[start..];
        bool initial = word.Length == 1 && char.IsUpper(word[0]);
        bool listNumber = word.Length is 1 or 2 && !word.ContainsAnyExceptInRange('0', '9') && (start == 0 || before[start - 1] == '\n');
        return initial || listNumber || Abbreviations.Contains(word) || (char.IsDigit(next) && BeforeNumbers.Contains(word));
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
