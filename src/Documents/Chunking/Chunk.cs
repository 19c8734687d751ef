namespace SearchEngine.Documents.Chunking;

/// <summary>A passage of a document: the unit that is embedded, retrieved and shown.</summary>
/// <param name="Ordinal">The 0-based position among the document's chunks.</param>
/// <param name="Start">The UTF-16 offset of the first character in the document's text.</param>
/// <param name="End">The UTF-16 offset after the last character.</param>
/// <param name="Line">The 1-based line of the first character.</param>
/// <param name="HeadingPath">The sections that contain the chunk, as <c>A > B > C</c>; empty outside of any section.</param>
/// <param name="Text">The document's text from <paramref name="Start"/> to <paramref name="End"/>, unchanged.</param>
public sealed record Chunk(int Ordinal, int Start, int End, int Line, string HeadingPath, string Text)
{
    /// <summary>The place in the original file at which the chunk starts, such as "page 3"; empty for formats with lines.</summary>
    public string Place { get; init; } = "";
}
