using System.Text;

namespace SearchEngine.Documents;

/// <summary>Tells formats apart by how their files begin, to say what a file is that bears another one's extension.</summary>
internal static class FileSignature
{
    private static ReadOnlySpan<byte> CompoundFileHeader => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

    /// <summary>What <paramref name="content"/> is by its first bytes, with its article; null where they are no known format's.</summary>
    public static string? Describe(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8)) return "a ZIP archive";
        if (content.StartsWith("%PDF-"u8)) return "a PDF";
        if (content.StartsWith(@"{\rtf"u8)) return "an RTF document";
        if (content.StartsWith(CompoundFileHeader)) return "an Office document of before 2007 (.doc, .xls or .ppt)";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return "a gzip archive";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG"u8]) || content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return "a picture";
        ReadOnlySpan<byte> start = content[..Math.Min(content.Length, 64)].TrimStart((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf, .. " \t\r\n"u8]);
        if (start.StartsWith("<?xml"u8)) return "an XML document";
        return start.StartsWith("<!doctype html"u8) || start.StartsWith("<!DOCTYPE html"u8) || start.StartsWith("<html"u8) ? "an HTML page" : null;
    }

    /// <summary>Refuses what is no ZIP archive, saying what it is as far as that shows.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="format">The format it should be, with its article: "a DOCX document".</param>
    /// <exception cref="UnreadableDocumentException">It is no ZIP archive.</exception>
    public static void RequireZip(ReadOnlySpan<byte> content, string format)
    {
        if (content.StartsWith("PK"u8)) return;
        if (content.IsEmpty) throw new UnreadableDocumentException("it is empty");
        if (content.StartsWith(CompoundFileHeader) && content.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        throw new UnreadableDocumentException(Describe(content) is string name ? $"it is {name}, not {format}" : $"it is not {format}: it does not begin as a ZIP archive does");
    }
}
