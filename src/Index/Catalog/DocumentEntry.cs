namespace SearchEngine.Index.Catalog;

/// <summary>A document as the catalog keeps it.</summary>
/// <param name="Path">Relative to the collection's root, with forward slashes.</param>
/// <param name="Title">What the document calls itself. Where it is empty, the file name is shown and searched, and no part of what is encoded: a file that is renamed keeps its embeddings.</param>
/// <param name="Size">Bytes in the file.</param>
/// <param name="ModifiedUtc">The file's time of modification, UTC.</param>
/// <param name="ContentHash">A hash of the file's bytes, in the caller's own notation.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why it was skipped or failed.</param>
/// <param name="Fields">Front-matter fields, by name.</param>
/// <param name="Chunks">What can be found, in the order of the text; none overlap.</param>
public sealed record DocumentEntry(
    string Path, string Title, long Size, DateTime ModifiedUtc, string ContentHash, DocumentStatus Status, string? Reason,
    IReadOnlyDictionary<string, string> Fields, IReadOnlyList<ChunkEntry> Chunks)
{
    /// <summary>What of the text no chunk holds, in order: with the chunks, the whole text. Null where a document was stored without it.</summary>
    /// <seealso cref="ChunkGaps"/>
    public string? Gaps { get; init; }

    /// <summary>Where pages, slides and the like begin in the text, in the caller's own notation; null where it has none.</summary>
    public string? Places { get; init; }
}

/// <summary>A passage of a document.</summary>
/// <param name="Start">First UTF-16 unit of the passage in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Heading">The headings it stands under, outermost first, as one text; may be empty.</param>
/// <param name="Text">The passage itself.</param>
/// <param name="EmbeddingKey">A hash of the text that is encoded for it: equal keys share one embedding.</param>
public sealed record ChunkEntry(int Start, int End, int Line, string Heading, string Text, string EmbeddingKey)
{
    /// <summary>Where it starts in the original, where that has no lines: "page 3", "slide 2"; else empty.</summary>
    public string Place { get; init; } = "";
}
