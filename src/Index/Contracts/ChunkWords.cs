namespace SearchEngine.Index.Contracts;

/// <summary>The words of a chunk, for a lexical index.</summary>
/// <param name="ChunkId">The chunk's id.</param>
/// <param name="Title">Title of its document, or its file name.</param>
/// <param name="Heading">The headings it stands under.</param>
/// <param name="Text">Its text.</param>
public readonly record struct ChunkWords(long ChunkId, string Title, string Heading, string Text);
