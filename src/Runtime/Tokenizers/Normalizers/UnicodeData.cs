using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>What Unicode normalization (UAX #15) needs to know of characters, seen from what .NET makes of strings.</summary>
/// <exception cref="PlatformNotSupportedException">.NET runs without ICU, where it leaves text silently as it is.</exception>
internal static class UnicodeData
{
    private static readonly bool IsAvailable = "\u00E9".Normalize(NormalizationForm.FormD).Length == 2;

    private static readonly RuneTable<string> Canonical = new(rune => Normalize(rune.ToString(), NormalizationForm.FormD));
    private static readonly RuneTable<string> Compatible = new(rune => Normalize(rune.ToString(), NormalizationForm.FormKD));
    private static readonly Lazy<FrozenDictionary<Rune, int>> Classes = new(ComputeCombiningClasses);

    /// <summary>The full canonical decomposition of a character; itself where it has none.</summary>
    public static string Decompose(Rune rune) => Canonical[rune];

    /// <summary>The full compatibility decomposition of a character; itself where it has none.</summary>
    public static string DecomposeCompatibility(Rune rune) => Compatible[rune];

    /// <summary>A number for the combining class of a character: 0 for those that begin a sequence, and greater for those placed later.</summary>
    public static int GetCombiningClass(Rune rune) => rune.IsAscii ? 0 : Classes.Value.GetValueOrDefault(rune);

    /// <summary>The character that two make in composed text, or null.</summary>
    public static Rune? Compose(Rune first, Rune second)
    {
        if (first.IsAscii && second.IsAscii) return null;
        string both = Normalize(string.Concat(first.ToString(), second.ToString()), NormalizationForm.FormC);
        Rune composed = Rune.GetRuneAt(both, 0);
        return composed.Utf16SequenceLength == both.Length ? composed : null;
    }

    /// <summary>The combining classes of all marks, numbered from 1; .NET tells them only by which of two marks it puts first.</summary>
    private static FrozenDictionary<Rune, int> ComputeCombiningClasses()
    {
        // Every mark changes places with a mark of the least class or with one of the greatest.
        Rune least = new(0x0334), greatest = new(0x0345);
        Rune[] marks = [.. Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            .Where(rune => Decompose(rune) == rune.ToString() && (IsOutOfOrder(rune, least) || IsOutOfOrder(greatest, rune)))
            .Order(Comparer<Rune>.Create(CompareClasses))];
        Dictionary<Rune, int> classes = [];
        int rank = 1;
        for (int i = 0; i < marks.Length; i++)
        {
            if (i > 0 && CompareClasses(marks[i - 1], marks[i]) != 0) rank++;
            classes.Add(marks[i], rank);
        }
        return classes.ToFrozenDictionary();
    }

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
            throw new PlatformNotSupportedException("This tokenizer normalizes text, and Unicode normalization is not available: "
                + "install ICU (libicu), and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        }
        // .NET takes the non-character U+FFFE for an error; nothing becomes of it.
        return text.Contains('\uFFFE', StringComparison.Ordinal) ? text : text.Normalize(form);
    }
}
