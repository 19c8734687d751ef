using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Reads OpenDocument texts, spreadsheets and presentations in the same way as their Office counterparts.</summary>
internal sealed class OpenDocumentReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".odt", ".ott", ".ods", ".ots", ".odp", ".otp"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        using ZipContainer container = new(content, "an OpenDocument file");
        return Read(container, cancellationToken);
    }

    private static DocumentText Read(ZipContainer container, CancellationToken cancellationToken)
    {
        ThrowIfEncrypted(container, cancellationToken);
        using XmlPartReader part = container.OpenXml("content.xml", cancellationToken)
            ?? throw new UnreadableDocumentException("it is a ZIP archive, but not an OpenDocument file: it has no content.xml");
        DocumentBuilder builder = new(cancellationToken);
        string title = "";
        OpenDocumentStyles styles = new();
        while (part.Read())
        {
            if (!part.IsStart) continue;
            if (part.Name == "style") styles.Add(part);
            else if (part.Name == "text") title = new OpenDocumentTextWriter(builder, styles).Write(part);
            else if (part.Name == "spreadsheet") new OpenDocumentSheetWriter(builder).Write(part);
            else if (part.Name == "presentation") title = new OpenDocumentSlideWriter(builder).Write(part);
        }

        using XmlPartReader? meta = container.OpenXml("meta.xml", cancellationToken);
        DublinCore core = DublinCore.Read(meta);
        return builder.Build(core.Title.Length > 0 ? core.Title : title, core.Fields);
    }

    private static void ThrowIfEncrypted(ZipContainer container, CancellationToken cancellationToken)
    {
        using XmlPartReader? part = container.OpenXml("META-INF/manifest.xml", cancellationToken);
        while (part is not null && part.Read())
        {
            if (part.IsStart && part.Name == "encryption-data")
                throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        }
    }
}
