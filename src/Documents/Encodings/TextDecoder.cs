using System.Buffers;
using System.Text;

namespace SearchEngine.Documents.Encodings;

/// <summary>
/// Decodes a file's bytes, by the first that applies: the byte order mark, UTF-8, UTF-16 recognized by its zero bytes, the
/// encoding declared by HTML, XML or a comment in the first lines, the encoding detected by UTF.Unknown, and Windows-1252, in
/// which any bytes are text. The byte order mark is not part of the text.
/// </summary>
internal static class TextDecoder
{
    // A few invalid bytes (a truncated end, a name in another encoding) do not make it another encoding.
    private const int MinSequencesPerInvalid = 20;

    // The little-endian mark of UTF-32 begins with that of UTF-16, so it comes first.
    private static readonly Encoding[] BomEncodings =
    [
        Encoding.UTF8,
        Encoding.UTF32,
        new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        Encoding.Unicode,
        Encoding.BigEndianUnicode,
    ];

    // All except tab, line breaks, form feed, backspace and escape, which occur in text files and terminal logs.
    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="UnreadableDocumentException">The content contains NUL characters or is mostly control characters.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        string text = DecodeBytes(content);
        return text.Contains('\0') ? throw Binary("it contains NUL characters") : text;
    }

    /// <summary>Whether a file is probably text, judged by its first bytes; for files of unknown extension.</summary>
    /// <param name="head">The first few thousand bytes; they may end within a character.</param>
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
            Encoding utf16 = Utf16Detector.Detect(content) ?? throw Binary("it contains NUL characters");
            return utf16.GetString(content);
        }
        bool isUtf8 = System.Text.Unicode.Utf8.IsValid(content);
        if (isUtf8 && !EncodingDetector.UsesEscapeSequences(content)) return Encoding.UTF8.GetString(content);
        if (CountControls(content) > content.Length / 3) throw Binary("it is mostly control characters");
        if (!isUtf8 && IsNearlyUtf8(content)) return Encoding.UTF8.GetString(content);
        Encoding likely = DeclaredEncoding.Find(content) ?? EncodingDetector.Detect(content) ?? EncodingNames.Windows1252;
        return likely.GetString(content);
    }

    private static UnreadableDocumentException Binary(string reason)
    {
        return new($"it is a binary file: {reason}");
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
        long multibyteSequences = 0;
        long invalid = 0;
        while (content.IndexOfAnyExceptInRange((byte)0, (byte)127) is >= 0 and int found)
        {
            content = content[found..];
            OperationStatus status = Rune.DecodeFromUtf8(content, out _, out int length);
            if (status == OperationStatus.Done) multibyteSequences++;
            else if (status == OperationStatus.InvalidData) invalid++;
            content = content[length..];
        }
        return multibyteSequences > 0 && invalid * MinSequencesPerInvalid <= multibyteSequences;
    }
}
