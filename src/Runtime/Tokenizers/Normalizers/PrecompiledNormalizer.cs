using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// SentencePiece's normalizer as in Hugging Face tokenizers (the spm_precompiled crate): a grapheme cluster of less than six UTF-8 bytes
/// with an entry for its prefix is replaced as a whole, any other cluster character by character. The library's normalizer returns the same
/// text without origins.
/// </summary>
internal sealed class PrecompiledNormalizer(PrecompiledCharsMap map) : AligningNormalizer
{
    private const int MaxClusterBytes = 5;

    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = start + GetClusterLength(text[start..]);
            if (!TryReplace(text, start, end, output)) ReplaceCharacters(text, start, end, output);
            start = end;
        }
    }

    private void ReplaceCharacters(ReadOnlySpan<char> text, int start, int end, AlignedText output)
    {
        while (start < end)
        {
            Rune.DecodeFromUtf16(text[start..end], out Rune rune, out int units);
            if (!TryReplace(text, start, start + units, output)) output.Append(rune, start, start + units);
            start += units;
        }
    }

    private bool TryReplace(ReadOnlySpan<char> text, int start, int end, AlignedText output)
    {
        Span<byte> utf8 = stackalloc byte[MaxClusterBytes];
        if (Utf8.FromUtf16(text[start..end], utf8, out _, out int length) != OperationStatus.Done) return false;
        if (!map.TryFind(utf8[..length], out ReadOnlySpan<byte> replacement)) return false;

        // New characters correspond to old ones in order; surplus ones correspond to the last.
        int oldStart = start, oldEnd = start;
        while (replacement.Length > 0)
        {
            if (oldEnd < end)
            {
                oldStart = oldEnd;
                Rune.DecodeFromUtf16(text[oldStart..end], out _, out int units);
                oldEnd += units;
            }
            Rune.DecodeFromUtf8(replacement, out Rune rune, out int bytes);
            output.Append(rune, oldStart, oldEnd);
            replacement = replacement[bytes..];
        }
        return true;
    }

    // There is always a boundary between two ASCII characters, except within CR LF.
    private static int GetClusterLength(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsAscii(text[0]) && char.IsAscii(text[1]) && text[0] != '\r'
            ? 1
            : StringInfo.GetNextTextElementLength(text);
}
