using System.Globalization;
using System.Text;

namespace SearchEngine.Documents.Encodings;

/// <summary>Knows UTF-16 without a byte order mark by its zero bytes, which stand on one side of each pair.</summary>
internal static class Utf16Detector
{
    private const int SampleSize = 65_536;

    /// <returns>UTF-16 of the byte order in which <paramref name="content"/> is text; null where it is text in neither.</returns>
    public static Encoding? Detect(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..(Math.Min(content.Length, SampleSize) & ~1)];
        if (content.Length % 2 != 0) return null;
        int length = head.Length;
        (int Zeros, int Blanks) even = default, odd = default;
        int ascii = 0;
        for (int index = 0; index < head.Length; index += 2)
        {
            if (head[index] == 0) even = (even.Zeros + 1, even.Blanks + (IsWhitespace(head[index + 1]) ? 1 : 0));
            if (head[index + 1] == 0) odd = (odd.Zeros + 1, odd.Blanks + (IsWhitespace(head[index]) ? 1 : 0));
            if (IsPrintable(head[index]) && IsPrintable(head[index + 1])) ascii++;
        }

        // Two letters of ASCII may be an ideograph, but most pairs of a text are not: a PDF with a zero in it is no Chinese.
        if (ascii > length / 4) return null;
        if (IsEnough(odd) && even.Zeros <= odd.Zeros / 20 && IsText(Encoding.Unicode.GetString(head))) return Encoding.Unicode;
        return IsEnough(even) && odd.Zeros <= even.Zeros / 20 && IsText(Encoding.BigEndianUnicode.GetString(head)) ? Encoding.BigEndianUnicode : null;

        // Of Latin text every other byte is zero, of Greek and Japanese those of the blanks; a stray zero is neither.
        bool IsEnough((int Zeros, int Blanks) found) => found.Zeros > 0 && (found.Zeros >= length / 4 || (found.Blanks > 0 && found.Zeros >= length / 40));
    }

    private static bool IsWhitespace(byte character) => character is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private static bool IsPrintable(byte character) => character is >= 0x20 and < 0x7f;

    private static bool IsText(string text)
    {
        int strange = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character is '\t' or '\n' or '\r' or '\f') continue;
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])) index++;
            else if (char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate) strange++;
        }
        return strange <= text.Length / 50;
    }
}
