using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;

namespace SearchEngine.Fuzz.Tests;

/// <summary>A reader that also chunks its documents and checks the contracts of documents and chunks.</summary>
internal sealed class CheckedReader(IDocumentReader reader) : IDocumentReader
{
    private static readonly StructureChunker Chunker = new();

    private bool _ended;

    /// <summary>Whether reading and chunking has ended, possibly with an exception.</summary>
    public bool HasEnded => Volatile.Read(ref _ended);

    /// <summary>The number of chunks of the document.</summary>
    public int ChunkCount { get; private set; }

    public IReadOnlyCollection<string> Extensions => reader.Extensions;

    /// <exception cref="ContractViolationException">The document or its chunks violate the contract.</exception>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            DocumentText document = reader.Read(name, content, cancellationToken);
            Require(document.Text.Length <= DocumentBuilder.MaxTextLength, $"the text has {document.Text.Length} characters");
            Require(!document.Text.Contains('\0') && !document.Title.Contains('\0'), "NUL in the text or title");
            CheckBlocks(document);
            ChunkCount = CheckChunks(document);
            return document;
        }
        finally
        {
            Volatile.Write(ref _ended, true);
        }
    }

    private static void CheckBlocks(DocumentText document)
    {
        int covered = 0;
        foreach (DocumentBlock block in document.Blocks)
        {
            bool isInOrder = covered <= block.Start && block.Start < block.End && block.End <= document.Text.Length;
            Require(isInOrder, $"block {block.Start}..{block.End} after {covered} in {document.Text.Length}");
            Require(!char.IsWhiteSpace(document.Text[block.End - 1]), $"block {block.Start}..{block.End} ends with whitespace");
            covered = block.End;
        }
    }

    private static int CheckChunks(DocumentText document)
    {
        int covered = 0, ordinal = 0;
        foreach (Chunk chunk in Chunker.Chunk(document))
        {
            Require(chunk.Ordinal == ordinal++, $"chunk {chunk.Ordinal} follows {ordinal - 2}");
            bool isInOrder = covered <= chunk.Start && chunk.Start < chunk.End && chunk.End <= document.Text.Length;
            Require(isInOrder, $"chunk {chunk.Start}..{chunk.End} after {covered} in {document.Text.Length}");
            Require(document.Text.AsSpan()[chunk.Start..chunk.End].SequenceEqual(chunk.Text), $"chunk {chunk.Start}"
                + $"..{chunk.End} differs from the text");
            covered = chunk.End;
        }
        Require(ordinal > 0 || document.Blocks.Count == 0, "blocks but no chunk");
        return ordinal;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new ContractViolationException(message);
    }
}

/// <summary>Thrown when a reader returns an invalid document.</summary>
internal sealed class ContractViolationException(string message) : Exception(message);
