namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Reads Rich Text Format: text, headings by outline level, list items and table rows; footnotes come last.
/// </summary>
internal sealed class RtfReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".rtf"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        if (!content.Span.StartsWith(@"{\rtf"u8))
        {
            throw new UnreadableDocumentException(FileSignature.Describe(content.Span) is string actual
                ? $"it is {actual}, not an RTF document"
                : "it is not an RTF document: it does not begin with {\\rtf");
        }
        DocumentBuilder builder = new(cancellationToken);
        RtfTextBuilder textBuilder = new(builder);
        new RtfParser(content.Span, textBuilder, cancellationToken).Parse();
        return textBuilder.Build();
    }
}
