using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Opens Office documents with the Open XML SDK, within limits that the SDK does not have.</summary>
internal static class OfficePackage
{
    // The SDK reads all relationships into memory and follows them recursively from part to part.
    private const int MaxParts = 20_000;
    private const int MaxRelationshipBytes = 20_000_000;

    /// <summary>Opens and reads a package, and translates the errors of the SDK.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="format">The expected format with its article: "a Word document".</param>
    /// <param name="folder">The folder of the format's parts in the package: <c>word/</c>.</param>
    /// <param name="read">Opens and reads the package.</param>
    /// <exception cref="UnreadableDocumentException">The file is not of this format, damaged, encrypted or too large.</exception>
    public static DocumentText Read(ReadOnlyMemory<byte> content, string format, string folder, Func<Stream, DocumentText> read)
    {
        using (ZipContainer container = new(content, format)) Validate(container, format, folder);
        try
        {
            using Stream stream = content.AsStream();
            return read(stream);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            // The SDK's own message only refers to the inner exception.
            throw new UnreadableDocumentException($"it is damaged: {exception.GetBaseException().Message}", exception);
        }
    }

    private static bool IsDamage(Exception exception) => exception
        is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or UriFormatException
        or ArgumentException or InvalidOperationException or NotSupportedException or IOException;

    private static void Validate(ZipContainer container, string format, string folder)
    {
        bool hasFolder = container.Entries.Any(
            entry => entry.FullName.TrimStart('/').StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        if (!hasFolder)
            throw new UnreadableDocumentException($"it is a ZIP archive, but not {format}: it has no folder {folder}");
        if (container.Entries.Count > MaxParts) throw new UnreadableDocumentException($"it has more than {MaxParts:N0} parts");

        DecompressionLimit limit = new(MaxRelationshipBytes);
        foreach (ZipArchiveEntry entry in container.Entries)
        {
            if (!IsReadBySdk(entry.FullName)) continue;
            using Stream unpacked = limit.Open(entry);
            unpacked.CopyTo(Stream.Null);
        }
    }

    private static bool IsReadBySdk(string name) =>
        name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("[Content_Types]", StringComparison.OrdinalIgnoreCase);
}
