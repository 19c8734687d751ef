using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Text;

/// <summary>Base class for readers of text formats: decodes the file, so that a reader only has to find its structure.</summary>
public abstract class TextDocumentReader : IDocumentReader
{
    /// <inheritdoc/>
    public abstract IReadOnlyCollection<string> Extensions { get; }

    /// <summary>Reads a decoded text.</summary>
    /// <param name="name">The file's name or path; some readers use its extension.</param>
    /// <param name="text">The whole text.</param>
    public abstract DocumentText Read(string name, string text);

    /// <inheritdoc/>
    /// <exception cref="UnreadableDocumentException">The content is not text.</exception>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        Read(name, TextDecoder.Decode(content.Span));
}
