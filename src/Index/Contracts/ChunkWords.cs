namespace SearchEngine.Index.Contracts;

/// <summary>The text fields of a chunk, for the lexical index.</summary>
/// <param name="ChunkId">The chunk's id.</param>
/// <param name="Title">The document's title, or its file name.</param>
/// <param name="Heading">The headings above the chunk.</param>
/// <param name="Text">The chunk's text.</param>
internal readonly record struct ChunkWords(long ChunkId, string Title, string Heading, string Text);
