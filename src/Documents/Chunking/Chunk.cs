namespace SearchEngine.Documents.Chunking;

/// <summary>A passage of a document: what is encoded, found and shown as one.</summary>
/// <param name="Ordinal">Its place among the document's chunks, from 0.</param>
/// <param name="Start">UTF-16 offset of its first character in the document's text.</param>
/// <param name="End">UTF-16 offset behind its last character.</param>
/// <param name="Line">The 1-based line it starts on.</param>
/// <param name="HeadingPath">The sections it stands in, as <c>A > B > C</c>; empty outside of any.</param>
/// <param name="Text">The document's text from <paramref name="Start"/> to <paramref name="End"/>, exactly.</param>
public sealed record Chunk(int Ordinal, int Start, int End, int Line, string HeadingPath, string Text)
{
    /// <summary>Where it starts in the original, where that has no lines: "page 3", "slide 2"; else empty.</summary>
    public string Place { get; init; } = "";
}
