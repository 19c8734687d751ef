using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Reads Word documents: headings, lists, tables, quotations and code by their styles, then footnotes, endnotes and comments. Headers, footers, tables of contents, hidden text and
/// what tracked changes deleted are left out. Word lays pages out anew each time, so there are none to name.
/// </summary>
public sealed class WordReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".docx", ".docm", ".dotx", ".dotm"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        OfficePackage.Read(content, "a Word document", "word/", stream => Read(stream, cancellationToken));

    private static DocumentText Read(Stream stream, CancellationToken cancellationToken)
    {
        using WordprocessingDocument document = WordprocessingDocument.Open(stream, isEditable: false);
        MainDocumentPart main = document.MainDocumentPart ?? throw new UnreadableDocumentException("it is damaged: its main part is missing");
        DecompressionLimit limit = new();
        DocumentBuilder builder = new(cancellationToken);

        using XmlPartReader? styles = main.StyleDefinitionsPart.OpenReader(limit, cancellationToken);
        WordPartWriter text = new(builder, WordStyles.Read(styles));
        WritePart(main, "");
        WritePart(main.FootnotesPart, "Footnotes");
        WritePart(main.EndnotesPart, "Endnotes");
        WritePart(main.WordprocessingCommentsPart, "Comments");

        using XmlPartReader? properties = document.CoreFilePropertiesPart.OpenReader(limit, cancellationToken);
        DublinCore core = DublinCore.Read(properties);
        return builder.Build(core.Title.Length > 0 ? core.Title : text.Title, core.Fields);

        void WritePart(OpenXmlPart? part, string section)
        {
            using XmlPartReader? walk = part.OpenReader(limit, cancellationToken);
            if (walk is null) return;
            builder.OpenSection(section, 1);
            text.Write(walk);
        }
    }
}
