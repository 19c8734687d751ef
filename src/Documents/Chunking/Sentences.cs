using System.Buffers;
using System.Collections.Frozen;

namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Finds sentence boundaries: a full stop, question or exclamation mark followed by whitespace and no lower-case letter, unless
/// the stop belongs to an abbreviation, an initial or a list number. The rules suit English and related languages; ideographic
/// stops always end a sentence.
/// </summary>
internal static class Sentences
{
    private const string Closers = "\"'”’»)]*_`";

    private static readonly SearchValues<char> Stops = SearchValues.Create(".!?…。！？");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = CreateLookup(
        "mr", "mrs", "ms", "dr", "prof", "rev", "st", "mt", "vs", "cf", "ca", "approx", "e.g", "i.e", "eg", "ie", "viz", "resp", "dept",
        "est", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "z.b", "bzw", "ggf");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumbers = CreateLookup(
        "no", "nr", "fig", "figs", "vol", "ch", "sec", "eq", "art", "p", "pp");

    /// <returns>The length of the first sentence of <paramref name="text"/>, including trailing whitespace.</returns>
    public static int GetFirstLength(ReadOnlySpan<char> text)
    {
        for (int from = 0; text[from..].IndexOfAny(Stops) is >= 0 and int found;)
        {
            int stop = from + found;
            int next = stop + 1;
            while (next < text.Length && (Stops.Contains(text[next]) || Closers.Contains(text[next]))) next++;
            int following = next;
            while (following < text.Length && char.IsWhiteSpace(text[following])) following++;

            if (following == text.Length || text[stop] is '。' or '！' or '？') return following;
            bool endsSentence = following > next
                && !char.IsLower(text[following])
                && !(text[stop] == '.' && BelongsToWord(text[..stop], text[following]));
            if (endsSentence) return following;
            from = next;
        }
        return text.Length;
    }

    private static bool BelongsToWord(ReadOnlySpan<char> before, char next)
    {
        int start = before.LastIndexOfAny(" \t\r\n(") + 1;
        ReadOnlySpan<char> word = before[start..];
        bool isInitial = word.Length == 1 && char.IsUpper(word[0]);
        bool startsLine = start == 0 || before[start - 1] == '\n';
        bool isListNumber = word.Length is 1 or 2 && !word.ContainsAnyExceptInRange('0', '9') && startsLine;
        bool isAbbreviation = Abbreviations.Contains(word) || (char.IsDigit(next) && BeforeNumbers.Contains(word));
        return isInitial || isListNumber || isAbbreviation;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CreateLookup(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
