namespace SearchEngine.Index.Catalog;

/// <summary>A chunk with everything needed to show it.</summary>
/// <param name="ChunkId">The chunk's id.</param>
/// <param name="Collection">The document's collection.</param>
/// <param name="Path">The document's path, relative to the collection's root.</param>
/// <param name="ContentHash">Hash of the document; equal hashes mean copies.</param>
/// <param name="Title">The document's title, or its file name.</param>
/// <param name="Heading">The headings above the chunk.</param>
/// <param name="Line">The line the chunk starts on, from 1.</param>
/// <param name="Start">Index of its first UTF-16 code unit in the document's text.</param>
/// <param name="End">Index after its last UTF-16 code unit.</param>
/// <param name="Text">The chunk's text.</param>
/// <param name="Place">Where it starts in an original without lines, such as "page 3"; otherwise empty.</param>
internal sealed record ChunkRow(
    long ChunkId,
    CollectionEntry Collection,
    string Path,
    string ContentHash,
    string Title,
    string Heading,
    int Line,
    int Start,
    int End,
    string Text,
    string Place);
