using Microsoft.SemanticKernel.Data;

namespace SearchEngine.SemanticKernel.TextSearch;

/// <summary>A passage that was found, as a text search gives it.</summary>
/// <param name="Text">The document's text from <paramref name="Start"/> to <paramref name="End"/>, exactly.</param>
/// <param name="Title">Title of its document.</param>
/// <param name="Link">Where its document is: a file's address, or collection and path where it came from a program.</param>
/// <param name="Collection">Name of its collection; can be filtered by.</param>
/// <param name="Path">Path of its document in the collection, with forward slashes; can be filtered by.</param>
/// <param name="Heading">The headings it stands under, as "A > B > C"; may be empty.</param>
/// <param name="Place">Where it starts in the original, where that has no lines of its own, such as "page 3"; else null.</param>
/// <param name="Line">The line of the document's text that it starts on, from 1.</param>
/// <param name="Start">First UTF-16 unit in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Score">What it was ranked by; larger is better.</param>
public sealed record FoundPassage(
    [property: TextSearchResultValue] string Text,
    [property: TextSearchResultName] string Title,
    [property: TextSearchResultLink] string Link,
    string Collection,
    string Path,
    string Heading,
    string? Place,
    int Line,
    int Start,
    int End,
    double Score);
