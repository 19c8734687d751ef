using Microsoft.SemanticKernel.Data;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.TextSearch;

/// <summary>A passage that a text search found.</summary>
/// <param name="Text">The document's text at <paramref name="Location"/>, unchanged.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Link">The file's URI; collection and path if a program added the document.</param>
/// <param name="Heading">The headings above the passage, as "A > B > C"; may be empty.</param>
/// <param name="Location">The position in the document.</param>
/// <param name="Score">The score that ranks the passage; larger is better.</param>
public sealed record FoundPassage(
    [property: TextSearchResultValue] string Text,
    [property: TextSearchResultName] string Title,
    [property: TextSearchResultLink] string Link,
    string Heading,
    DocumentLocation Location,
    double Score)
{
    /// <summary>The name of the document's collection; a filter can use it.</summary>
    public string Collection => Location.Collection;

    /// <summary>The document's path in the collection, with forward slashes; a filter can use it.</summary>
    public string Path => Location.Path;
}
