namespace SearchEngine.Index.Catalog;

/// <summary>A document as the catalog stores it.</summary>
/// <param name="Path">The path relative to the collection's root, with forward slashes.</param>
/// <param name="Title">
/// The title found in the document. If it is empty, the file name is shown and searched but not encoded, so a renamed
/// file keeps its embeddings.
/// </param>
/// <param name="Size">The file's size in bytes.</param>
/// <param name="ModifiedUtc">The file's modification time, UTC.</param>
/// <param name="ContentHash">A hash of the file's bytes, in the caller's notation.</param>
/// <param name="Status">Whether it was indexed, skipped or failed.</param>
/// <param name="Reason">Why it was skipped or failed.</param>
/// <param name="Fields">Front-matter fields by name.</param>
/// <param name="Chunks">The chunks in the order of the text, without overlaps.</param>
internal sealed record DocumentEntry(
    string Path,
    string Title,
    long Size,
    DateTime ModifiedUtc,
    string ContentHash,
    DocumentStatus Status,
    string? Reason,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<ChunkEntry> Chunks)
{
    /// <summary>
    /// The text between chunks, from which the whole text can be restored. Null if the document was stored without
    /// it.
    /// </summary>
    /// <seealso cref="ChunkGaps"/>
    public string? Gaps { get; init; }

    /// <summary>Where pages, slides and the like begin in the text, in the caller's notation; null if there are none.</summary>
    public string? Places { get; init; }
}

/// <summary>A passage of a document.</summary>
/// <param name="Start">Index of its first UTF-16 code unit in the document's text.</param>
/// <param name="End">Index after its last UTF-16 code unit.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Heading">The headings above it, outermost first, as one text; may be empty.</param>
/// <param name="Text">The chunk's text.</param>
/// <param name="EmbeddingKey">A hash of the text that is encoded for it; equal keys share one embedding.</param>
internal sealed record ChunkEntry(int Start, int End, int Line, string Heading, string Text, string EmbeddingKey)
{
    /// <summary>Where it starts in an original without lines, such as "page 3" or "slide 2"; otherwise empty.</summary>
    public string Place { get; init; } = "";
}
