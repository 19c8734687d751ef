using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Reads Word documents: headings, lists, tables, quotations and code by their styles, then footnotes, endnotes and comments.
/// Headers, footers, tables of contents, hidden text and text deleted by tracked changes are left out. There are no places,
/// because Word lays out its pages whenever it opens a document.
/// </summary>
internal sealed class WordReader() : OpenXmlReader<WordprocessingDocument>("a Word document", "word/")
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".docx", ".docm", ".dotx", ".dotm"];

    /// <inheritdoc/>
    protected override WordprocessingDocument Open(Stream stream) => WordprocessingDocument.Open(stream, isEditable: false);

    /// <inheritdoc/>
    protected override string WriteContent(WordprocessingDocument package, DocumentBuilder builder, PartOpener parts)
    {
        MainDocumentPart main = package.MainDocumentPart ?? throw MainPartMissing();
        using XmlPartReader? styles = parts.Open(main.StyleDefinitionsPart);
        WordPartWriter writer = new(builder, WordStyles.Read(styles));
        WritePart(main, "");
        WritePart(main.FootnotesPart, "Footnotes");
        WritePart(main.EndnotesPart, "Endnotes");
        WritePart(main.WordprocessingCommentsPart, "Comments");
        return writer.Title;

        void WritePart(OpenXmlPart? part, string section)
        {
            using XmlPartReader? reader = parts.Open(part);
            if (reader is null) return;
            builder.OpenSection(section, 1);
            writer.Write(reader);
        }
    }
}
