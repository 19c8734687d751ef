using System.Buffers;
using System.Text;

namespace SearchEngine.Documents.Encodings;

/// <summary>
/// Turns a file's bytes into text: what a byte order mark names, UTF-8, UTF-16 by where its zero bytes stand, what HTML, XML or a comment in the first lines declares, what the bytes look like
/// (UTF.Unknown), else Windows-1252, in which any bytes are text. The mark is no part of the text.
/// </summary>
public static class TextDecoder
{
    // Of those that a few wrong bytes (a truncated end, a name in another encoding) do not make another encoding.
    private const int MinSequencesPerInvalid = 20;

    // UTF-32's little-endian mark begins with UTF-16's, so it is tried first.
    private static readonly Encoding[] BomEncodings =
        [Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode];

    // All but tab, line breaks, form feed, backspace and escape, which text files and logs of terminals hold.
    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="UnreadableDocumentException">The content holds NUL characters or is mostly control characters, so it is no text.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        string text = DecodeBytes(content);
        return text.Contains('\0') ? throw new UnreadableDocumentException("binary: it holds NUL characters") : text;
    }

    /// <summary>Whether a file that begins with <paramref name="head"/> is text, as far as that tells; for files whose names do not.</summary>
    /// <param name="head">The first bytes, a few thousand; they may end within a character.</param>
    public static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        foreach (Encoding encoding in BomEncodings)
        {
            if (head.StartsWith(encoding.Preamble)) return true;
        }
        return head.Contains((byte)0) ? Utf16Detector.Detect(head) is not null : CountControls(head) <= head.Length / 50;
    }

    private static string DecodeBytes(ReadOnlySpan<byte> content)
    {
        foreach (Encoding encoding in BomEncodings)
        {
            if (content.StartsWith(encoding.Preamble)) return encoding.GetString(content[encoding.Preamble.Length..]);
        }
        if (content.Contains((byte)0))
        {
            return Utf16Detector.Detect(content) is { } wide ? wide.GetString(content) : throw new UnreadableDocumentException("binary: it holds NUL characters");
        }
        bool valid = System.Text.Unicode.Utf8.IsValid(content);
        if (valid && !EncodingDetector.UsesEscapeSequences(content)) return Encoding.UTF8.GetString(content);
        if (CountControls(content) > content.Length / 3) throw new UnreadableDocumentException("binary: it is mostly control characters");
        if (!valid && IsNearlyUtf8(content)) return Encoding.UTF8.GetString(content);
        return (DeclaredEncoding.Find(content) ?? EncodingDetector.Detect(content) ?? EncodingNames.Windows1252).GetString(content);
    }

    private static int CountControls(ReadOnlySpan<byte> content)
    {
        int count = 0;
        while (content.IndexOfAny(ControlBytes) is >= 0 and int found)
        {
            count++;
            content = content[(found + 1)..];
        }
        return count;
    }

    private static bool IsNearlyUtf8(ReadOnlySpan<byte> content)
    {
        long multiple = 0;
        long invalid = 0;
        while (content.IndexOfAnyExceptInRange((byte)0, (byte)127) is >= 0 and int found)
        {
            content = content[found..];
            OperationStatus status = Rune.DecodeFromUtf8(content, out _, out int length);
            if (status == OperationStatus.Done) multiple++;
            else if (status == OperationStatus.InvalidData) invalid++;
            content = content[length..];
        }
        return multiple > 0 && invalid * MinSequencesPerInvalid <= multiple;
    }
}
