
namespace SearchEngine.Documents.Chunking;

/// <summary>Cuts documents into passages. Chunkers keep no state: one serves any number of threads.</summary>
public interface IChunker
{
    /// <summary>Names the rules and their settings; another version may cut the same document in another way, so an index keeps to one.</summary>
    string Version { get; }

    /// <summary>Cuts <paramref name="document"/>: chunks in order, none blank, none overlapping, together holding all of its blocks.</summary>
    IReadOnlyList<Chunk> Chunk(DocumentText document);
}
