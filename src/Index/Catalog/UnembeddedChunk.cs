namespace SearchEngine.Index.Catalog;

/// <summary>A chunk whose embedding is still to be made.</summary>
/// <param name="ChunkId">Its id; batches come in the order of ids.</param>
/// <param name="Title">What its document calls itself; may be empty.</param>
/// <param name="Heading">The headings it stands under.</param>
/// <param name="Text">Its text.</param>
/// <param name="EmbeddingKey">The key to store the embedding by.</param>
public readonly record struct UnembeddedChunk(long ChunkId, string Title, string Heading, string Text, string EmbeddingKey);
