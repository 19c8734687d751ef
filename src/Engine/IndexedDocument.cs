using SearchEngine.Documents;

namespace SearchEngine;

/// <summary>A document as the index has it.</summary>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to; empty where the document came from a program.</param>
/// <param name="Path">Its path in the collection, with forward slashes.</param>
/// <param name="Title">What it calls itself; its file name where it says nothing.</param>
/// <param name="Text">The whole text, which the offsets of passages refer to.</param>
/// <param name="Fields">Its metadata by name.</param>
/// <param name="ModifiedUtc">Time of modification, UTC.</param>
/// <param name="Passages">Its passages in the order of the text.</param>
public sealed record IndexedDocument(
    string Collection, string Root, string Path, string Title, string Text, IReadOnlyDictionary<string, string> Fields, DateTime ModifiedUtc, IReadOnlyList<IndexedPassage> Passages)
{
    /// <summary>Where pages, slides and the like begin in the text.</summary>
    public PlaceMap Places { get; init; } = PlaceMap.Empty;
}

/// <summary>Where a passage of a document stands.</summary>
/// <param name="Heading">The headings it stands under, as "A > B > C"; may be empty.</param>
/// <param name="Place">Where it starts in the original, where that has no lines of its own, such as "page 3"; else null.</param>
/// <param name="Line">The line of the text that it starts on, from 1.</param>
/// <param name="Start">First UTF-16 unit in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
public sealed record IndexedPassage(string Heading, string? Place, int Line, int Start, int End);
