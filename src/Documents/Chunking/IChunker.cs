
namespace SearchEngine.Documents.Chunking;

/// <summary>Splits documents into chunks. Chunkers are stateless and thread-safe.</summary>
public interface IChunker
{
    /// <summary>Identifies the algorithm and its settings; an index that was built with another version must be rebuilt.</summary>
    string Version { get; }

    /// <summary>Splits a document into ordered chunks that are not blank, do not overlap, and together contain all blocks.</summary>
    IReadOnlyList<Chunk> Chunk(DocumentText document);
}
