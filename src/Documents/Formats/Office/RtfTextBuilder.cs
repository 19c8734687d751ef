namespace SearchEngine.Documents.Formats.Office;

/// <summary>The part of the document that a group's text belongs to.</summary>
internal enum RtfDestination
{
    /// <summary>Text that is not read.</summary>
    None,

    /// <summary>The body text.</summary>
    Body,

    /// <summary>A footnote.</summary>
    Note,

    /// <summary>The name of a style.</summary>
    Style,

    /// <summary>The title property.</summary>
    Title,

    /// <summary>The author property.</summary>
    Author,
}

/// <summary>The state of a group in braces.</summary>
/// <param name="Destination">The part of the document that the text belongs to.</param>
/// <param name="FallbackLength">The number of fallback characters after a Unicode character.</param>
/// <param name="IsOptional">Whether the next control word starts a group that readers without support for it skip.</param>
internal readonly record struct RtfGroup(RtfDestination Destination, int FallbackLength, bool IsOptional);

/// <summary>Builds paragraphs from the text and the control words of RTF.</summary>
internal sealed class RtfTextBuilder(DocumentBuilder builder)
{
    private static readonly HashSet<string> SkippedDestinations =
    [
        "fonttbl", "colortbl", "listtable", "listoverridetable", "rsidtbl", "generator", "info", "pict", "object", "fldinst",
        "listtext", "pntext", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "themedata",
        "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "sp", "nonshppict", "annotation", "atnid", "atnauthor", "v",
        "deleted", "bkmkstart", "bkmkend", "filetbl",
    ];

    private readonly BlockWriter _blocks = new(builder);
    private readonly Dictionary<RtfDestination, InlineText> _texts = new()
    {
        [RtfDestination.Body] = new(),
        [RtfDestination.Note] = new(),
        [RtfDestination.Title] = new(),
        [RtfDestination.Author] = new(),
    };
    private readonly List<string> _cells = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<int, int> _headingLevels = [];
    private int _style;
    private int _outlineLevel = -1;
    private int _listId = -1;
    private int _listLevel;
    private bool _inTable;

    /// <summary>Adds the text of a group.</summary>
    public void AppendText(ReadOnlySpan<char> text, RtfGroup group)
    {
        if (group.Destination == RtfDestination.Style) AddStyleName(text);
        else if (group.Destination != RtfDestination.None) _texts[group.Destination].Append(text);
    }

    /// <summary>Applies a control word, which may change the destination of the group's text.</summary>
    public void ApplyControlWord(string word, int value, ref RtfGroup group)
    {
        bool isOptional = group.IsOptional;
        group = group with { IsOptional = false };
        RtfDestination destination = word switch
        {
            "footnote" when group.Destination == RtfDestination.Body => RtfDestination.Note,
            "title" when group.Destination == RtfDestination.None => RtfDestination.Title,
            "author" when group.Destination == RtfDestination.None => RtfDestination.Author,
            "stylesheet" => RtfDestination.Style,
            "shpinst" or "shptxt" => group.Destination,
            _ => (isOptional || SkippedDestinations.Contains(word)) && value != 0 ? RtfDestination.None : group.Destination,
        };
        group = group with { Destination = destination };
        if (destination is RtfDestination.Style && word == "s") _style = value;
        if (destination is RtfDestination.Body) ApplyBodyWord(word, value);
        else if (destination is RtfDestination.Note && word is "par" or "line" or "tab") _texts[RtfDestination.Note].AppendSpace();
    }

    /// <summary>Ends a group whose destination differs from that of the enclosing group.</summary>
    public void EndDestination(RtfDestination destination)
    {
        if (destination == RtfDestination.Note) _notes.Add(_texts[RtfDestination.Note].ToStringAndClear());
    }

    /// <summary>Ends the document.</summary>
    public void Complete()
    {
        EndParagraph();
        EndRow();
        builder.OpenSection(_notes.Count > 0 ? "Footnotes" : "", 1);
        foreach (string note in _notes) _blocks.Write(BlockKind.Paragraph, 0, note);
    }

    /// <summary>Returns the document.</summary>
    public DocumentText Build()
    {
        string title = _texts[RtfDestination.Title].ToStringAndClear();
        string author = _texts[RtfDestination.Author].ToStringAndClear();
        Dictionary<string, string>? fields = author.Length > 0 ? new() { ["author"] = author } : null;
        return builder.Build(title.Length > 0 ? title : _blocks.Title, fields);
    }

    // The names of heading styles are English in every language.
    private void AddStyleName(ReadOnlySpan<char> name)
    {
        bool isHeading = name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
            && name.Length > 8
            && name[8] is >= '1' and <= '9';
        if (isHeading) _headingLevels[_style] = name[8] - '0';
    }

    private void ApplyBodyWord(string word, int value)
    {
        switch (word)
        {
            case "pard":
                (_outlineLevel, _listId, _listLevel, _inTable) = (-1, -1, 0, false);
                break;
            case "s" when _headingLevels.TryGetValue(value, out int level):
                _outlineLevel = level - 1;
                break;
            case "outlinelevel":
                _outlineLevel = value;
                break;
            case "ls":
                _listId = value;
                break;
            case "ilvl":
                _listLevel = Math.Max(value, 0);
                break;
            case "intbl":
                _inTable = true;
                break;
            case "par" or "sect" or "page" when !_inTable:
                EndParagraph();
                break;
            case "cell":
                _cells.Add(_texts[RtfDestination.Body].ToStringAndClear());
                break;
            case "row":
                EndRow();
                break;
            case "emdash" or "endash" or "lquote" or "rquote" or "ldblquote" or "rdblquote" or "bullet":
                _texts[RtfDestination.Body].Append(GetSymbol(word));
                break;
            case "par" or "line" or "tab" or "nestcell" or "nestrow" or "emspace" or "enspace":
                _texts[RtfDestination.Body].AppendSpace();
                break;
        }
    }

    private static string GetSymbol(string word) => word switch
    {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        _ => "•",
    };

    private void EndParagraph()
    {
        string text = _texts[RtfDestination.Body].ToStringAndClear();
        if (_outlineLevel is >= 0 and < 9) _blocks.Write(BlockKind.Heading, Math.Min(_outlineLevel + 1, 6), text);
        else if (_listId > 0) _blocks.Write(BlockKind.ListItem, _listLevel, text);
        else _blocks.Write(BlockKind.Paragraph, 0, text);
    }

    private void EndRow()
    {
        if (_cells.Count > 0) _blocks.WriteRow(_cells);
        _cells.Clear();
    }
}
