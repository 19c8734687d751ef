using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Character data for Unicode normalization (UAX #15), derived from .NET's string normalization.</summary>
/// <exception cref="PlatformNotSupportedException">.NET runs without ICU and would silently leave text unchanged.</exception>
internal static class UnicodeData
{
    private static readonly bool IsAvailable = "\u00E9".Normalize(NormalizationForm.FormD).Length == 2;

    private static readonly RuneTable<string> Canonical = new(rune => Normalize(rune.ToString(), NormalizationForm.FormD));
    private static readonly RuneTable<string> Compatible = new(rune => Normalize(rune.ToString(), NormalizationForm.FormKD));
    private static readonly Lazy<FrozenDictionary<Rune, int>> Classes = new(ComputeCombiningClasses);

    /// <summary>Returns the full canonical decomposition of a character, or the character itself.</summary>
    public static string Decompose(Rune rune) => Canonical[rune];

    /// <summary>Returns the full compatibility decomposition of a character, or the character itself.</summary>
    public static string DecomposeCompatibility(Rune rune) => Compatible[rune];

    /// <summary>
    /// Returns a rank for the combining class of a character: 0 for starters, and higher ranks for classes that are ordered later.
    /// </summary>
    public static int GetCombiningClass(Rune rune) => rune.IsAscii ? 0 : Classes.Value.GetValueOrDefault(rune);

    /// <summary>Returns the composition of two characters, or null.</summary>
    public static Rune? Compose(Rune first, Rune second)
    {
        if (first.IsAscii && second.IsAscii) return null;
        string both = Normalize(string.Concat(first.ToString(), second.ToString()), NormalizationForm.FormC);
        Rune composed = Rune.GetRuneAt(both, 0);
        return composed.Utf16SequenceLength == both.Length ? composed : null;
    }

    /// <summary>Ranks the combining classes of all marks from 1; .NET only reveals which of two marks it orders first.</summary>
    private static FrozenDictionary<Rune, int> ComputeCombiningClasses()
    {
        // Every mark is swapped with a mark of the lowest class or with one of the highest class.
        Rune lowest = new(0x0334), highest = new(0x0345);
        IEnumerable<Rune> runes = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value)).Where(IsMark);
        Rune[] marks =
        [
            .. runes
                .Where(rune => Decompose(rune) == rune.ToString() && (IsOutOfOrder(rune, lowest) || IsOutOfOrder(highest, rune)))
                .Order(Comparer<Rune>.Create(CompareClasses)),
        ];
        Dictionary<Rune, int> classes = [];
        int rank = 1;
        for (int i = 0; i < marks.Length; i++)
        {
            if (i > 0 && CompareClasses(marks[i - 1], marks[i]) != 0) rank++;
            classes.Add(marks[i], rank);
        }
        return classes.ToFrozenDictionary();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static int CompareClasses(Rune first, Rune second) => IsOutOfOrder(first, second) ? 1 : IsOutOfOrder(second, first) ? -1 : 0;

    private static bool IsOutOfOrder(Rune first, Rune second)
    {
        string text = string.Concat(first.ToString(), second.ToString());
        return Normalize(text, NormalizationForm.FormD) != text;
    }

    private static string Normalize(string text, NormalizationForm form)
    {
        if (!IsAvailable)
        {
            throw new PlatformNotSupportedException("This tokenizer needs Unicode normalization, which is not available: "
                + "install ICU (libicu), and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
        // .NET throws on the non-character U+FFFE, which normalization leaves unchanged.
        return text.Contains('\uFFFE', StringComparison.Ordinal) ? text : text.Normalize(form);
    }
}
