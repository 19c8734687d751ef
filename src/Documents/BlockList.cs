namespace SearchEngine.Documents;

/// <summary>
/// Collects a document's blocks in order, trimmed of blanks. Text that a reader passes over becomes a paragraph of its own, so
/// that nothing in a file is lost to search because a parser did not know it.
/// </summary>
internal sealed class BlockList(string text, int start = 0)
{
    private readonly List<DocumentBlock> _blocks = [];
    private int _coveredEnd = start;

    /// <summary>The section that what comes next stands in.</summary>
    public Section Section { get; private set; } = Section.CreateRoot();

    /// <summary>Adds the heading from <paramref name="start"/> to <paramref name="end"/> and opens its section.</summary>
    public void AddHeading(string title, int level, int start, int end)
    {
        AddUncoveredText(start);
        Section = Section.Open(title, level);
        Add(BlockKind.Heading, start, end);
    }

    /// <summary>Adds a block of the section that is open.</summary>
    public void Add(BlockKind kind, int start, int end) => Add(kind, start, end, Section);

    /// <summary>Adds a block of <paramref name="section"/>, which is open from here on.</summary>
    public void Add(BlockKind kind, int start, int end, Section section)
    {
        AddUncoveredText(start);
        Section = section;
        AddTrimmed(kind, Math.Max(start, _coveredEnd), end);
    }

    /// <summary>The blocks, the text's rest included.</summary>
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
