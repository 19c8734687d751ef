using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>
/// Reads web pages: the main content without navigation, sidebars, forms and hidden text. Fields are <c>author</c>, <c>date</c>,
/// <c>description</c>, <c>keywords</c> and <c>language</c>, if the page gives them.
/// </summary>
internal sealed class HtmlReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".html", ".htm", ".xhtml", ".xht"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        HtmlTree tree = HtmlTree.Parse(TextDecoder.Decode(content.Span), cancellationToken);
        HtmlMetadata metadata = HtmlMetadata.Read(tree);
        DocumentBuilder builder = new(cancellationToken);
        HtmlMainContent.Write(tree, builder);
        return builder.Build(metadata.Title, metadata.Fields);
    }
}
