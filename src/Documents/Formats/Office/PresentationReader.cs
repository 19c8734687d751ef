using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Reads PowerPoint presentations in the order they are shown, hidden slides too: a slide's title, its text and tables, its diagrams' text and the speaker's notes.</summary>
public sealed class PresentationReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".pptx", ".pptm", ".ppsx", ".ppsm", ".potx"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        OfficePackage.Read(content, "a PowerPoint presentation", "ppt/", stream => Read(stream, cancellationToken));

    private static DocumentText Read(Stream stream, CancellationToken cancellationToken)
    {
        using PresentationDocument document = PresentationDocument.Open(stream, isEditable: false);
        PresentationPart presentation = document.PresentationPart ?? throw new UnreadableDocumentException("it is damaged: its main part is missing");
        DecompressionLimit limit = new();
        DocumentBuilder builder = new(cancellationToken);

        string first = "";
        int number = 0;
        foreach (string id in ReadSlideIds(presentation, limit, cancellationToken))
        {
            number++;
            if (!presentation.TryGetPartById(id, out OpenXmlPart? part) || part is not SlidePart shown) continue;
            Slide slide = new();
            SlideParser text = new(slide);
            Read(shown, text.Read);
            foreach (DiagramDataPart diagram in shown.DiagramDataParts) Read(diagram, text.Read);
            Read(shown.NotesSlidePart, text.ReadNotes);
            slide.Write(builder, number);
            if (first.Length == 0) first = slide.Title;
        }

        using XmlPartReader? properties = document.CoreFilePropertiesPart.OpenReader(limit, cancellationToken);
        DublinCore core = DublinCore.Read(properties);
        // PowerPoint's own title for what has none says so in every language: "PowerPoint Presentation".
        return builder.Build(core.Title.Length > 0 && !core.Title.Contains("PowerPoint", StringComparison.Ordinal) ? core.Title : first, core.Fields);

        void Read(OpenXmlPart? part, Action<XmlPartReader> read)
        {
            using XmlPartReader? walk = part.OpenReader(limit, cancellationToken);
            if (walk is not null) read(walk);
        }
    }

    private static List<string> ReadSlideIds(PresentationPart presentation, DecompressionLimit limit, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        using XmlPartReader? part = presentation.OpenReader(limit, cancellationToken);
        while (part is not null && part.Read())
        {
            if (part.IsStart && part.Name == "sldId" && part.GetRelationshipId() is string id) ids.Add(id);
        }
        return ids;
    }
}
