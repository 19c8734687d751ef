namespace SearchEngine.Index.Catalog;

/// <summary>A chunk with what is needed to show it.</summary>
/// <param name="ChunkId">Its id.</param>
/// <param name="Collection">Its document's collection.</param>
/// <param name="Path">Its document's path, relative to the collection's root.</param>
/// <param name="ContentHash">Hash of its document: equal hashes are copies.</param>
/// <param name="Title">Its document's title, or its file name.</param>
/// <param name="Heading">The headings it stands under.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Start">First UTF-16 unit in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Text">The passage.</param>
/// <param name="Place">Where it starts in the original, where that has no lines; else empty.</param>
public sealed record ChunkRow(
    long ChunkId, CollectionEntry Collection, string Path, string ContentHash, string Title, string Heading, int Line, int Start, int End, string Text, string Place);
