namespace SearchEngine.Documents.Formats.Office;

/// <summary>Reads Rich Text Format, by its text and what it says of paragraphs: headings by outline levels, list items, rows of tables; footnotes come last.</summary>
public sealed class RtfReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".rtf"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        if (!content.Span.StartsWith(@"{\rtf"u8))
            throw new UnreadableDocumentException(FileSignature.Describe(content.Span) is string other ? $"it is {other}, not an RTF document" : "it is not an RTF document: it does not begin with {\\rtf");
        DocumentBuilder builder = new(cancellationToken);
        RtfTextBuilder paragraphs = new(builder);
        new RtfParser(content.Span, paragraphs, cancellationToken).Parse();
        return paragraphs.Build();
    }
}
