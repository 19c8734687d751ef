using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Text;

/// <summary>A reader of files that are text: decodes them, so that only their structure is left to find.</summary>
public abstract class TextDocumentReader : IDocumentReader
{
    /// <inheritdoc/>
    public abstract IReadOnlyCollection<string> Extensions { get; }

    /// <summary>Finds the structure of a text that is decoded already.</summary>
    /// <param name="name">The file's name or path, for the title where the text has none, and for its extension.</param>
    /// <param name="text">The whole text.</param>
    public abstract DocumentText Read(string name, string text);

    /// <inheritdoc/>
    /// <exception cref="UnreadableDocumentException">The content is not text.</exception>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => Read(name, TextDecoder.Decode(content.Span));
}
