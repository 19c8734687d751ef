using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Opens Office documents with the Open XML SDK, within limits that the SDK does not set.</summary>
internal static class OfficePackage
{
    // The SDK reads these itself, whole, and follows the relationships from part to part by recursion.
    private const int MaxParts = 20_000;
    private const int MaxRelationshipBytes = 20_000_000;

    /// <summary>Opens a package, reads it, and says in plain words why where that fails.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="format">The format it should be, with its article: "a DOCX document".</param>
    /// <param name="folder">Where the format keeps its parts: <c>word/</c>.</param>
    /// <param name="read">Opens and reads it.</param>
    /// <exception cref="UnreadableDocumentException">It is not of this format, damaged, encrypted or too large.</exception>
    public static DocumentText Read(ReadOnlyMemory<byte> content, string format, string folder, Func<Stream, DocumentText> read)
    {
        using (ZipContainer container = new(content, format)) Validate(container, format, folder);
        try
        {
            using Stream stream = content.AsStream();
            return read(stream);
        }
        catch (Exception exception) when (exception is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or UriFormatException or ArgumentException
            or InvalidOperationException or NotSupportedException or IOException)
        {
            // The SDK's own words only point to the inner exception.
            throw new UnreadableDocumentException($"it is damaged: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>Walks through a part; an absent one is null.</summary>
    public static XmlPartReader? OpenReader(this OpenXmlPart? part, DecompressionLimit limit, CancellationToken cancellationToken) =>
        part is null ? null : new XmlPartReader(limit.Wrap(part.GetStream(FileMode.Open, FileAccess.Read)), cancellationToken);

    private static void Validate(ZipContainer container, string format, string folder)
    {
        if (!container.Entries.Any(entry => entry.FullName.TrimStart('/').StartsWith(folder, StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableDocumentException($"it is a ZIP archive, but not {format}: it has no folder {folder}");
        if (container.Entries.Count > MaxParts) throw new UnreadableDocumentException($"it has more than {MaxParts:N0} parts");

        DecompressionLimit limit = new(MaxRelationshipBytes);
        foreach (ZipArchiveEntry entry in container.Entries)
        {
            if (!entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && !entry.FullName.StartsWith("[Content_Types]", StringComparison.OrdinalIgnoreCase)) continue;
            using Stream unpacked = limit.Open(entry);
            unpacked.CopyTo(Stream.Null);
        }
    }
}
