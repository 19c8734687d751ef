namespace SearchEngine.Documents;

/// <summary>Makes text of one kind of file. Readers keep no state: one serves any number of threads.</summary>
public interface IDocumentReader
{
    /// <summary>The extensions it reads: lower case, with the dot.</summary>
    IReadOnlyCollection<string> Extensions { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="name">The file's name or path, for the title where the document has none; nothing is opened by it.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="cancellationToken">Cancelled when the reading took longer than a document may; what could run long looks at it.</param>
    /// <exception cref="UnreadableDocumentException">The content is not of this kind, or damaged.</exception>
    DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);
}
