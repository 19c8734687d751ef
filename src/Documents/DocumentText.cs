namespace SearchEngine.Documents;

/// <summary>
/// A document as read: its text and its structure, the same for every format. All offsets are UTF-16 offsets in
/// <see cref="Text"/>; the blocks are ordered, do not overlap, and hold all of it that is not blank or metadata.
/// </summary>
/// <param name="Title">What the document calls itself; empty where it says nothing, and then its file name is shown and searched in its place.</param>
/// <param name="Text">The text that every span refers to; for text formats the whole file, line ends included.</param>
/// <param name="Fields">Metadata by name, as from front matter; a list's values are joined by ", ".</param>
/// <param name="Blocks">The text's parts in reading order.</param>
public sealed record DocumentText(
    string Title,
    string Text,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<DocumentBlock> Blocks)
{
    /// <summary>Maps offsets in <see cref="Text"/> to line numbers; made from the text where the reader gives none.</summary>
    public LineMap Lines
    {
        get => field ??= new LineMap(Text);
        init;
    }

    /// <summary>Maps offsets in <see cref="Text"/> to pages, slides, sheets or cells, for formats that have no lines.</summary>
    public PlaceMap Places { get; init; } = PlaceMap.Empty;
}
