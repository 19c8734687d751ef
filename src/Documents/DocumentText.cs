namespace SearchEngine.Documents;

/// <summary>
/// A document's text and structure, the same for every format. All offsets are UTF-16 offsets in <see cref="Text"/>; the
/// blocks are ordered, do not overlap, and together contain everything except whitespace and metadata.
/// </summary>
/// <param name="Title">The document's own title; if empty, its file name is shown and searched instead.</param>
/// <param name="Text">The text that every offset refers to; for text formats the whole file, including line breaks.</param>
/// <param name="Fields">Metadata by name, such as front matter; the values of a list are joined by ", ".</param>
/// <param name="Blocks">The blocks in reading order.</param>
public sealed record DocumentText(
    string Title,
    string Text,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<DocumentBlock> Blocks)
{
    /// <summary>Maps offsets in <see cref="Text"/> to line numbers; computed from the text unless the reader sets it.</summary>
    public LineMap Lines
    {
        get => field ??= new LineMap(Text);
        init;
    }

    /// <summary>Maps offsets in <see cref="Text"/> to pages, slides, sheets or cells, for formats without lines.</summary>
    public PlaceMap Places { get; init; } = PlaceMap.Empty;
}
