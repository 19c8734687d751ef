namespace SearchEngine.Documents;

/// <summary>Extracts text and structure from one kind of file. Readers are stateless and thread-safe.</summary>
public interface IDocumentReader
{
    /// <summary>The extensions that the reader handles: lower case, with the dot.</summary>
    IReadOnlyCollection<string> Extensions { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="name">The file's name or path; some readers use its extension. The file is not opened.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="cancellationToken">Cancelled when the time limit for a document is exceeded; long-running steps must check it.</param>
    /// <exception cref="UnreadableDocumentException">The content is damaged or not of this format.</exception>
    DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);
}
