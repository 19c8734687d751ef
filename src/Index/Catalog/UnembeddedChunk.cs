namespace SearchEngine.Index.Catalog;

/// <summary>A chunk that still needs an embedding.</summary>
/// <param name="ChunkId">The chunk's id; batches are ordered by id.</param>
/// <param name="Title">The title found in the document; may be empty.</param>
/// <param name="Heading">The headings above the chunk.</param>
/// <param name="Text">The chunk's text.</param>
/// <param name="EmbeddingKey">The key under which to store the embedding.</param>
internal readonly record struct UnembeddedChunk(long ChunkId, string Title, string Heading, string Text, string EmbeddingKey);
