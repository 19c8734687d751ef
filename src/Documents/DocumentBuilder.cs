using System.Text;

namespace SearchEngine.Documents;

/// <summary>
/// Builds the text of a document whose format is not plain text, block by block. Blocks are separated by a blank line; rows of
/// a table and items of a list by a line break.
/// </summary>
/// <param name="cancellationToken">Checked at every block.</param>
public sealed class DocumentBuilder(CancellationToken cancellationToken = default)
{
    /// <summary>The maximum length of a document's text in UTF-16 units; a small file may decompress to any size.</summary>
    public const int MaxTextLength = 100_000_000;

    private readonly StringBuilder _text = new();
    private readonly List<DocumentBlock> _blocks = [];
    private readonly PlaceMap _places = new();
    private Section _section = Section.CreateRoot();
    private string? _place;

    /// <summary>The current section.</summary>
    public Section Section => _section;

    /// <summary>Whether no block has been added yet.</summary>
    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>Added to the level of every heading and section, so that a message's headings are below its subject.</summary>
    internal int BaseLevel { get; set; }

    /// <summary>Sets the place in the original file at which the next block begins, such as <c>page 3</c>.</summary>
    public void SetPlace(string name) => _place = name;

    /// <summary>Adds a heading and opens its section.</summary>
    /// <param name="title">The heading; if blank, nothing is added.</param>
    /// <param name="level">1 to 6.</param>
    public void AddHeading(string title, int level)
    {
        if (string.IsNullOrWhiteSpace(title)) return;
        OpenSection(title, level);
        AddBlock(BlockKind.Heading, title);
    }

    /// <summary>Opens a section whose title is not part of the text, such as the name of a sheet.</summary>
    /// <param name="title">The section's title; if blank, no section is opened.</param>
    /// <param name="level">1 to 6.</param>
    public void OpenSection(string title, int level)
    {
        if (string.IsNullOrWhiteSpace(title)) return;
        string singleLine = ReplaceNul(title).Trim().ReplaceLineEndings(" ");
        _section = _section.Open(singleLine, Math.Min(level + BaseLevel, 6));
    }

    /// <summary>Adds one table row, its cells separated by <c> | </c>; does nothing if all cells are blank.</summary>
    public void AddRow(IEnumerable<string> cells)
    {
        string row = string.Join(" | ", cells.Select(cell => cell.Trim().ReplaceLineEndings(" ")));
        if (row.AsSpan().ContainsAnyExcept(" |")) AddBlock(BlockKind.TableRow, row.TrimEnd(' ', '|'));
    }

    /// <summary>Adds a block; does nothing if <paramref name="text"/> is blank.</summary>
    /// <exception cref="UnreadableDocumentException">The document grows longer than <see cref="MaxTextLength"/>.</exception>
    public void AddBlock(BlockKind kind, string text)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (int start, int end) = Whitespace.Trim(text, 0, text.Length);
        if (start == end) return;
        if (_text.Length + 2 + (end - start) > MaxTextLength) throw TextTooLong();

        if (_blocks.Count > 0)
        {
            bool continuesTableOrList = kind is BlockKind.TableRow or BlockKind.ListItem && _blocks[^1].Kind == kind;
            _text.Append(continuesTableOrList ? "\n" : "\n\n");
        }
        if (_place is not null) _places.Add(_text.Length, _place);
        _place = null;
        int blockStart = _text.Length;
        _text.Append(ReplaceNul(text[start..end]));
        _blocks.Add(new DocumentBlock(kind, blockStart, _text.Length, _section));
    }

    /// <summary>Returns the document built so far.</summary>
    /// <param name="title">The document's own title; may be empty.</param>
    /// <param name="fields">Metadata by name.</param>
    public DocumentText Build(string title = "", IReadOnlyDictionary<string, string>? fields = null)
    {
        string text = _text.ToString();
        return new DocumentText(ReplaceNul(title).Trim(), text, fields ?? FrontMatter.Empty, _blocks) { Places = _places };
    }

    /// <summary>The error for a text longer than <see cref="MaxTextLength"/>.</summary>
    internal static UnreadableDocumentException TextTooLong() => new($"its text is longer than {MaxTextLength:N0} characters");

    // Many native libraries end a string at NUL.
    private static string ReplaceNul(string text) => text.Contains('\0') ? text.Replace('\0', '\ufffd') : text;
}
