using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Kinds of characters at which texts are split.</summary>
internal static class CharacterKinds
{
    /// <summary>Returns whether a character is punctuation; in ASCII this includes the symbols $ + &lt; = &gt; ^ ` | ~.</summary>
    public static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? char.IsBetween((char)rune.Value, '!', '~') && !char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.GetUnicodeCategory(rune) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
}
