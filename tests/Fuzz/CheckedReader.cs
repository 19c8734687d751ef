using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;

namespace SearchEngine.Fuzz.Tests;

/// <summary>A reader that also cuts what it reads, and sees that document and chunks are what they promise to be.</summary>
internal sealed class CheckedReader(IDocumentReader reader) : IDocumentReader
{
    private static readonly StructureChunker Chunker = new();

    private bool _ended;

    /// <summary>Whether reading and cutting came to an end, be it by an exception.</summary>
    public bool HasEnded => Volatile.Read(ref _ended);

    /// <summary>How many chunks the document was cut into.</summary>
    public int ChunkCount { get; private set; }

    public IReadOnlyCollection<string> Extensions => reader.Extensions;

    /// <exception cref="ContractViolationException">The document or its chunks break a promise.</exception>
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
            Require(covered <= block.Start && block.Start < block.End && block.End <= document.Text.Length, $"block {block.Start}..{block.End} behind {covered} in {document.Text.Length}");
            Require(!char.IsWhiteSpace(document.Text[block.End - 1]), $"block {block.Start}..{block.End} ends with a blank");
            covered = block.End;
        }
    }

    private static int CheckChunks(DocumentText document)
    {
        int covered = 0, ordinal = 0;
        foreach (Chunk chunk in Chunker.Chunk(document))
        {
            Require(chunk.Ordinal == ordinal++, $"chunk {chunk.Ordinal} follows {ordinal - 2}");
            Require(covered <= chunk.Start && chunk.Start < chunk.End && chunk.End <= document.Text.Length, $"chunk {chunk.Start}..{chunk.End} behind {covered} in {document.Text.Length}");
            Require(document.Text.AsSpan()[chunk.Start..chunk.End].SequenceEqual(chunk.Text), $"chunk {chunk.Start}..{chunk.End} says something else than the text");
            covered = chunk.End;
        }
        Require(ordinal > 0 || document.Blocks.Count == 0, "blocks and no chunk");
        return ordinal;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new ContractViolationException(message);
    }
}

/// <summary>A reader returned what no reader may return.</summary>
internal sealed class ContractViolationException(string message) : Exception(message);
