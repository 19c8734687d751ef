using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>
/// Reads web pages: their main text without navigation, side columns, forms and what is hidden. The title is the page's own; fields are <c>author</c>, <c>date</c>, <c>description</c>,
/// <c>keywords</c> and <c>language</c>, as far as its head gives them.
/// </summary>
public sealed class HtmlReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".html", ".htm", ".xhtml", ".xht"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        HtmlTree tree = HtmlTree.Parse(TextDecoder.Decode(content.Span), cancellationToken);
        HtmlMetadata metadata = HtmlMetadata.Read(tree);
        DocumentBuilder builder = new(cancellationToken);
        HtmlMainText.Write(tree, builder);
        return builder.Build(metadata.Title, metadata.Fields);
    }
}
