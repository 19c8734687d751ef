using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Base class of the readers of Office Open XML: opens the package, reads its content and its core properties.</summary>
/// <param name="format">The format with its article: "a Word document".</param>
/// <param name="folder">The folder of the format's parts in the package: <c>word/</c>.</param>
internal abstract class OpenXmlReader<TPackage>(string format, string folder) : IDocumentReader
    where TPackage : OpenXmlPackage
{
    /// <inheritdoc/>
    public abstract IReadOnlyCollection<string> Extensions { get; }

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        OfficePackage.Read(content, format, folder, stream => Read(stream, cancellationToken));

    /// <summary>Opens the package.</summary>
    protected abstract TPackage Open(Stream stream);

    /// <summary>Writes the content into <paramref name="builder"/>.</summary>
    /// <returns>The title for documents without one in their properties; may be empty.</returns>
    protected abstract string WriteContent(TPackage package, DocumentBuilder builder, PartOpener parts);

    /// <summary>Whether the title in the properties was written by a person.</summary>
    protected virtual bool IsUsableTitle(string title) => title.Length > 0;

    /// <summary>The error for a package without its main part.</summary>
    protected static UnreadableDocumentException MainPartMissing() => new("it is damaged: its main part is missing");

    private DocumentText Read(Stream stream, CancellationToken cancellationToken)
    {
        using TPackage package = Open(stream);
        DocumentBuilder builder = new(cancellationToken);
        PartOpener parts = new(new DecompressionLimit(), cancellationToken);
        string contentTitle = WriteContent(package, builder, parts);

        using XmlPartReader? properties = parts.Open(package.GetPartsOfType<CoreFilePropertiesPart>().FirstOrDefault());
        DublinCore core = DublinCore.Read(properties);
        return builder.Build(IsUsableTitle(core.Title) ? core.Title : contentTitle, core.Fields);
    }
}

/// <summary>Opens the parts of one package within its decompression limit.</summary>
internal sealed class PartOpener(DecompressionLimit limit, CancellationToken cancellationToken)
{
    /// <summary>Opens a part; null if <paramref name="part"/> is null.</summary>
    public XmlPartReader? Open(OpenXmlPart? part) =>
        part is null ? null : new XmlPartReader(limit.Wrap(part.GetStream(FileMode.Open, FileAccess.Read)), cancellationToken);
}
