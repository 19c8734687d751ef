using SearchEngine.Documents;

namespace SearchEngine;

/// <summary>A document as it is stored in the index.</summary>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to; empty if an application supplied the document.</param>
/// <param name="Path">Its path in the collection, with forward slashes.</param>
/// <param name="Title">Its title, or its file name if it has none.</param>
/// <param name="Text">The whole text, which the offsets of passages refer to.</param>
/// <param name="Fields">Its metadata by name.</param>
/// <param name="ModifiedUtc">Its modification time, UTC.</param>
/// <param name="Passages">Its passages in the order of the text.</param>
public sealed record IndexedDocument(
    string Collection,
    string Root,
    string Path,
    string Title,
    string Text,
    IReadOnlyDictionary<string, string> Fields,
    DateTime ModifiedUtc,
    IReadOnlyList<IndexedPassage> Passages)
{
    /// <summary>Where pages, slides and the like begin in the text.</summary>
    public PlaceMap Places { get; init; } = PlaceMap.Empty;
}

/// <summary>The location of a passage in its document.</summary>
/// <param name="Heading">The headings above it, as "A > B > C"; may be empty.</param>
/// <param name="Place">The place where it starts, such as "page 3", in formats without lines; otherwise null.</param>
/// <param name="Line">The line of the text on which it starts, from 1.</param>
/// <param name="Start">Its first UTF-16 unit in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
public sealed record IndexedPassage(string Heading, string? Place, int Line, int Start, int End);
