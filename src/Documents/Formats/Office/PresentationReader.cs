using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Reads PowerPoint presentations in the order of their slides, including hidden ones: a slide's title, text, tables, diagrams and
/// speaker notes.
/// </summary>
internal sealed class PresentationReader() : OpenXmlReader<PresentationDocument>("a PowerPoint presentation", "ppt/")
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".pptx", ".pptm", ".ppsx", ".ppsm", ".potx"];

    /// <inheritdoc/>
    protected override PresentationDocument Open(Stream stream) => PresentationDocument.Open(stream, isEditable: false);

    /// <inheritdoc/>
    protected override string WriteContent(PresentationDocument package, DocumentBuilder builder, PartOpener parts)
    {
        PresentationPart presentation = package.PresentationPart ?? throw MainPartMissing();
        string firstTitle = "";
        int number = 0;
        foreach (string id in ReadSlideIds(presentation, parts))
        {
            number++;
            if (!presentation.TryGetPartById(id, out OpenXmlPart? part) || part is not SlidePart slidePart) continue;
            Slide slide = new();
            SlideParser parser = new(slide);
            ReadPart(slidePart, parser.Read);
            foreach (DiagramDataPart diagram in slidePart.DiagramDataParts) ReadPart(diagram, parser.Read);
            ReadPart(slidePart.NotesSlidePart, parser.ReadNotes);
            slide.Write(builder, number);
            if (firstTitle.Length == 0) firstTitle = slide.Title;
        }
        return firstTitle;

        void ReadPart(OpenXmlPart? part, Action<XmlPartReader> read)
        {
            using XmlPartReader? reader = parts.Open(part);
            if (reader is not null) read(reader);
        }
    }

    // PowerPoint's default title contains its name in every language: "PowerPoint Presentation".
    /// <inheritdoc/>
    protected override bool IsUsableTitle(string title) =>
        title.Length > 0 && !title.Contains("PowerPoint", StringComparison.Ordinal);

    private static List<string> ReadSlideIds(PresentationPart presentation, PartOpener parts)
    {
        List<string> ids = [];
        using XmlPartReader? part = parts.Open(presentation);
        while (part is not null && part.Read())
        {
            if (part.IsStart && part.Name == "sldId" && part.GetRelationshipId() is string id) ids.Add(id);
        }
        return ids;
    }
}
