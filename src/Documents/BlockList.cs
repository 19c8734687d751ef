namespace SearchEngine.Documents;

/// <summary>
/// Collects the blocks of a document in order, without surrounding whitespace. Text that a reader skips becomes a paragraph,
/// so that no text is lost to search because a parser did not recognize it.
/// </summary>
internal sealed class BlockList(string text, int start = 0)
{
    private readonly List<DocumentBlock> _blocks = [];
    private int _coveredEnd = start;

    /// <summary>The current section.</summary>
    public Section Section { get; private set; } = Section.CreateRoot();

    /// <summary>Adds a heading and opens its section.</summary>
    public void AddHeading(string title, int level, int start, int end)
    {
        AddUncoveredText(start);
        Section = Section.Open(title, level);
        Add(BlockKind.Heading, start, end);
    }

    /// <summary>Adds a block to the current section.</summary>
    public void Add(BlockKind kind, int start, int end) => Add(kind, start, end, Section);

    /// <summary>Adds a block to <paramref name="section"/>, which becomes the current section.</summary>
    public void Add(BlockKind kind, int start, int end, Section section)
    {
        AddUncoveredText(start);
        Section = section;
        AddTrimmed(kind, Math.Max(start, _coveredEnd), end);
    }

    /// <summary>Returns all blocks; the remaining text becomes the last one.</summary>
    public IReadOnlyList<DocumentBlock> Complete()
    {
        AddUncoveredText(text.Length);
        return _blocks;
    }

    private void AddUncoveredText(int position) => AddTrimmed(BlockKind.Paragraph, _coveredEnd, position);

    private void AddTrimmed(BlockKind kind, int start, int end)
    {
        if (start >= end) return;
        _coveredEnd = end;
        (start, end) = Whitespace.Trim(text, start, end);
        if (start < end) _blocks.Add(new DocumentBlock(kind, start, end, Section));
    }
}
