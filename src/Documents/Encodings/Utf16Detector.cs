using System.Globalization;
using System.Text;

namespace SearchEngine.Documents.Encodings;

/// <summary>Detects UTF-16 without a byte order mark by its zero bytes, which are on the same side of each pair.</summary>
internal static class Utf16Detector
{
    private const int SampleSize = 65_536;

    /// <returns>UTF-16 in the byte order in which <paramref name="content"/> is text; null if it is text in neither.</returns>
    public static Encoding? Detect(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..(Math.Min(content.Length, SampleSize) & ~1)];
        if (content.Length % 2 != 0) return null;
        int length = head.Length;
        (int Zeros, int Spaces) even = default, odd = default;
        int asciiPairs = 0;
        for (int index = 0; index < head.Length; index += 2)
        {
            if (head[index] == 0) even = (even.Zeros + 1, even.Spaces + (IsWhitespace(head[index + 1]) ? 1 : 0));
            if (head[index + 1] == 0) odd = (odd.Zeros + 1, odd.Spaces + (IsWhitespace(head[index]) ? 1 : 0));
            if (IsPrintable(head[index]) && IsPrintable(head[index + 1])) asciiPairs++;
        }

        // Two ASCII letters may form an ideograph, but most pairs of a text do not: a PDF with a zero byte is not Chinese.
        if (asciiPairs > length / 4) return null;
        if (IsEnough(odd) && even.Zeros <= odd.Zeros / 20 && IsText(Encoding.Unicode.GetString(head))) return Encoding.Unicode;
        bool isBigEndian = IsEnough(even) && odd.Zeros <= even.Zeros / 20 && IsText(Encoding.BigEndianUnicode.GetString(head));
        return isBigEndian ? Encoding.BigEndianUnicode : null;

        // In Latin text every other byte is zero; in Greek and Japanese those of the spaces. A stray zero byte is neither.
        bool IsEnough((int Zeros, int Spaces) count) =>
            count.Zeros > 0 && (count.Zeros >= length / 4 || (count.Spaces > 0 && count.Zeros >= length / 40));
    }

    private static bool IsWhitespace(byte character) => character is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private static bool IsPrintable(byte character) => character is >= 0x20 and < 0x7f;

    private static bool IsText(string text)
    {
        int implausible = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character is '\t' or '\n' or '\r' or '\f') continue;
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])) index++;
            else if (IsImplausible(char.GetUnicodeCategory(character))) implausible++;
        }
        return implausible <= text.Length / 50;
    }

    private static bool IsImplausible(UnicodeCategory category)
    {
        return category is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
    }
}
