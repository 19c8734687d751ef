using System.Text;

namespace SearchEngine.Documents;

/// <summary>Recognizes formats by their first bytes, to describe a file that has the wrong extension.</summary>
internal static class FileSignature
{
    private static ReadOnlySpan<byte> CompoundFileHeader => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

    /// <summary>Returns what <paramref name="content"/> is, with its article; null if its first bytes match no format.</summary>
    public static string? Describe(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8)) return "a ZIP archive";
        if (content.StartsWith("%PDF-"u8)) return "a PDF";
        if (content.StartsWith(@"{\rtf"u8)) return "an RTF document";
        if (content.StartsWith(CompoundFileHeader)) return "a legacy Office document (.doc, .xls or .ppt)";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return "a gzip archive";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG"u8])) return "a picture";
        if (content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return "a picture";
        ReadOnlySpan<byte> bomAndWhitespace = [0xef, 0xbb, 0xbf, .. " \t\r\n"u8];
        ReadOnlySpan<byte> start = content[..Math.Min(content.Length, 64)].TrimStart(bomAndWhitespace);
        if (start.StartsWith("<?xml"u8)) return "an XML document";
        bool isHtml = start.StartsWith("<!doctype html"u8) || start.StartsWith("<!DOCTYPE html"u8) || start.StartsWith("<html"u8);
        return isHtml ? "an HTML page" : null;
    }

    /// <summary>Throws if the file is not a ZIP archive, with what it is instead if that can be recognized.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="format">The expected format with its article: "a DOCX document".</param>
    /// <exception cref="UnreadableDocumentException">The file is not a ZIP archive.</exception>
    public static void RequireZip(ReadOnlySpan<byte> content, string format)
    {
        if (content.StartsWith("PK"u8)) return;
        if (content.IsEmpty) throw new UnreadableDocumentException("it is empty");
        if (content.StartsWith(CompoundFileHeader) && content.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        throw new UnreadableDocumentException(Describe(content) is string actual
            ? $"it is {actual}, not {format}"
            : $"it is not {format}: it does not begin like a ZIP archive");
    }
}
