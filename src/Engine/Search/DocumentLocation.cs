namespace SearchEngine.Search;

/// <summary>The position of a piece of text in an indexed document.</summary>
/// <param name="Collection">The name of the document's collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to; empty if a program added the document.</param>
/// <param name="Path">The document's path in the collection, with forward slashes.</param>
/// <param name="Place">The place where the text starts, such as "page 3", in formats without lines; otherwise null.</param>
/// <param name="Line">The line of the document's text on which the passage starts, from 1.</param>
/// <param name="Start">The index of its first UTF-16 code unit in the document's text.</param>
/// <param name="End">The index after its last UTF-16 code unit.</param>
public sealed record DocumentLocation(
    string Collection,
    string Root,
    string Path,
    string? Place,
    int Line,
    int Start,
    int End)
{
    internal TextSpan Span => new(Start, End);
}
