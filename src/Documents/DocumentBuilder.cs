using System.Text;

namespace SearchEngine.Documents;

/// <summary>
/// Writes the text of a document whose format is not text itself, block by block, as its reader meets them. Blocks are parted by a blank line, rows of a table and items
/// of a list by a line break.
/// </summary>
/// <param name="cancellationToken">Ends the reading at the next block.</param>
public sealed class DocumentBuilder(CancellationToken cancellationToken = default)
{
    /// <summary>The longest text a document may have, in UTF-16 units: what a small file unpacks to may have no end.</summary>
    public const int MaxTextLength = 100_000_000;

    private readonly StringBuilder _text = new();
    private readonly List<DocumentBlock> _blocks = [];
    private readonly PlaceMap _places = new();
    private Section _section = Section.CreateRoot();
    private string? _place;

    /// <summary>The section that is open.</summary>
    public Section Section => _section;

    /// <summary>Whether nothing was written yet.</summary>
    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>What is added to the levels of headings and sections: those of a message stand below its subject.</summary>
    public int BaseLevel { get; set; }

    /// <summary>Says where in the original the next blocks stand, such as <c>page 3</c>.</summary>
    public void SetPlace(string name) => _place = name;

    /// <summary>Writes a heading and opens its section.</summary>
    /// <param name="title">The heading; where it is blank, nothing is written.</param>
    /// <param name="level">1 to 6.</param>
    public void AddHeading(string title, int level)
    {
        if (string.IsNullOrWhiteSpace(title)) return;
        OpenSection(title, level);
        AddBlock(BlockKind.Heading, title);
    }

    /// <summary>Opens a section whose title is no part of the text, such as a sheet's name.</summary>
    /// <param name="title">What the section is called.</param>
    /// <param name="level">1 to 6.</param>
    public void OpenSection(string title, int level)
    {
        if (!string.IsNullOrWhiteSpace(title)) _section = _section.Open(ReplaceNul(title).Trim().ReplaceLineEndings(" "), Math.Min(level + BaseLevel, 6));
    }

    /// <summary>Writes one row of a table, its cells parted by <c> | </c>; nothing where all are blank.</summary>
    public void AddRow(IEnumerable<string> cells)
    {
        string row = string.Join(" | ", cells.Select(cell => cell.Trim().ReplaceLineEndings(" ")));
        if (row.AsSpan().ContainsAnyExcept(" |")) AddBlock(BlockKind.TableRow, row.TrimEnd(' ', '|'));
    }

    /// <summary>Writes a block; nothing where it is blank.</summary>
    /// <exception cref="UnreadableDocumentException">The text grows longer than <see cref="MaxTextLength"/>.</exception>
    public void AddBlock(BlockKind kind, string text)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (int start, int end) = Whitespace.Trim(text, 0, text.Length);
        if (start == end) return;
        if (_text.Length + 2 + (end - start) > MaxTextLength) throw new UnreadableDocumentException($"its text is longer than {MaxTextLength:N0} characters");

        if (_blocks.Count > 0) _text.Append(kind is BlockKind.TableRow or BlockKind.ListItem && _blocks[^1].Kind == kind ? "\n" : "\n\n");
        if (_place is not null) _places.Add(_text.Length, _place);
        _place = null;
        int from = _text.Length;
        _text.Append(ReplaceNul(text[start..end]));
        _blocks.Add(new DocumentBlock(kind, from, _text.Length, _section));
    }

    /// <summary>The document as written so far.</summary>
    /// <param name="title">What the document calls itself; may be empty.</param>
    /// <param name="fields">Metadata by name.</param>
    public DocumentText Build(string title = "", IReadOnlyDictionary<string, string>? fields = null)
    {
        string text = _text.ToString();
        return new DocumentText(ReplaceNul(title).Trim(), text, fields ?? FrontMatter.Empty, _blocks) { Places = _places };
    }

    /// <summary>NUL ends a text in many a library and says nothing in any.</summary>
    private static string ReplaceNul(string text) => text.Contains('\0') ? text.Replace('\0', '\ufffd') : text;
}
