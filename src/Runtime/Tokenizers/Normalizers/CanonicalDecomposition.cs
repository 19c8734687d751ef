using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Canonical decomposition (NFD) of single characters.</summary>
internal static class CanonicalDecomposition
{
    private static readonly bool IsAvailable = "\u00E9".Normalize(NormalizationForm.FormD).Length == 2;

    /// <exception cref="PlatformNotSupportedException">.NET runs without ICU, where it leaves text silently as it is.</exception>
    public static string Of(Rune rune)
    {
        string text = rune.ToString();
        // .NET takes the non-character U+FFFE for an error; it has no decomposition.
        if (rune.IsAscii || rune.Value == 0xFFFE) return text;
        return IsAvailable
            ? text.Normalize(NormalizationForm.FormD)
            : throw new PlatformNotSupportedException("This tokenizer strips accents, and Unicode normalization is not available: "
                + "install ICU (libicu), and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
    }
}
