using System.Text;

namespace SearchEngine.Readers;

/// <summary>
/// Turns a file's bytes into text: UTF-8, or what a byte order mark names (UTF-8, UTF-16, UTF-32), else Windows-1252, in which any
/// bytes are text. The mark is no part of the text.
/// </summary>
public static class TextDecoder
{
    // UTF-32's little-endian mark begins with UTF-16's, so it is tried first.
    private static readonly Encoding[] Marked =
        [Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Lazy<Encoding> Windows1252 = new(() => CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="UnreadableDocumentException">The content holds NUL characters, so it is no text.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        string text = DecodeAny(content);
        return text.Contains('\0') ? throw new UnreadableDocumentException("binary: it holds NUL characters") : text;
    }

    /// <summary>Whether a file that begins like this is text, whatever its encoding.</summary>
    /// <param name="head">Its first bytes.</param>
    public static bool LooksLikeText(ReadOnlySpan<byte> head) => !DecodeAny(head).AsSpan().ContainsAny("\0\u0001\u0002\u0003\u0004\u0005\u0006");

    private static string DecodeAny(ReadOnlySpan<byte> content)
    {
        foreach (Encoding encoding in Marked)
        {
            if (content.StartsWith(encoding.Preamble)) return encoding.GetString(content[encoding.Preamble.Length..]);
        }
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.Value.GetString(content);
        }
    }
}
