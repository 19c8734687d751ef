using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Removes marks, such as accents separated by a preceding decomposition.</summary>
internal sealed class StripAccentsNormalizer : AligningNormalizer
{
    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        for (int start = 0, length; start < text.Length; start += length)
        {
            Rune.DecodeFromUtf16(text[start..], out Rune rune, out length);
            bool isMark = Rune.GetUnicodeCategory(rune) is
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            if (!isMark) output.Append(rune, start, start + length);
        }
    }
}
