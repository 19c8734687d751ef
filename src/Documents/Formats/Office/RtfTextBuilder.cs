namespace SearchEngine.Documents.Formats.Office;

/// <summary>What a group's text belongs to.</summary>
internal enum RtfDestination
{
    /// <summary>Nothing that is read.</summary>
    None,

    /// <summary>The running text.</summary>
    Body,

    /// <summary>A footnote.</summary>
    Note,

    /// <summary>The name of a style.</summary>
    Style,

    /// <summary>The title among the properties.</summary>
    Title,

    /// <summary>The author among the properties.</summary>
    Author,
}

/// <summary>What holds within one group of braces.</summary>
/// <param name="Destination">What its text belongs to.</param>
/// <param name="FallbackLength">How many characters stand for one in Unicode.</param>
/// <param name="IsOptional">Whether the next control word begins something that those who do not know it pass over.</param>
internal readonly record struct RtfGroup(RtfDestination Destination, int FallbackLength, bool IsOptional);

/// <summary>Makes paragraphs of RTF's text by the control words between.</summary>
internal sealed class RtfTextBuilder(DocumentBuilder builder)
{
    private static readonly HashSet<string> SkippedDestinations =
    [
        "fonttbl", "colortbl", "listtable", "listoverridetable", "rsidtbl", "generator", "info", "pict", "object", "fldinst", "listtext", "pntext", "header", "headerl", "headerr", "headerf",
        "footer", "footerl", "footerr", "footerf", "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "sp", "nonshppict", "annotation", "atnid", "atnauthor", "v", "deleted", "bkmkstart", "bkmkend", "filetbl",
    ];

    private readonly BlockWriter _blocks = new(builder);
    private readonly Dictionary<RtfDestination, InlineText> _texts = new() { [RtfDestination.Body] = new(), [RtfDestination.Note] = new(), [RtfDestination.Title] = new(), [RtfDestination.Author] = new() };
    private readonly List<string> _cells = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<int, int> _headings = [];
    private int _style;
    private int _outline = -1;
    private int _list = -1;
    private int _listLevel;
    private bool _inTable;

    /// <summary>Takes text of a group.</summary>
    public void AppendText(ReadOnlySpan<char> text, RtfGroup group)
    {
        if (group.Destination == RtfDestination.Style) AddStyleName(text);
        else if (group.Destination != RtfDestination.None) _texts[group.Destination].Append(text);
    }

    /// <summary>Takes a control word, which may change what the group's text belongs to.</summary>
    public void ApplyControlWord(string word, int value, ref RtfGroup group)
    {
        bool isOptional = group.IsOptional;
        group = group with { IsOptional = false };
        RtfDestination target = word switch
        {
            "footnote" when group.Destination == RtfDestination.Body => RtfDestination.Note,
            "title" when group.Destination == RtfDestination.None => RtfDestination.Title,
            "author" when group.Destination == RtfDestination.None => RtfDestination.Author,
            "stylesheet" => RtfDestination.Style,
            "shpinst" or "shptxt" => group.Destination,
            _ => (isOptional || SkippedDestinations.Contains(word)) && value != 0 ? RtfDestination.None : group.Destination,
        };
        group = group with { Destination = target };
        if (target is RtfDestination.Style && word == "s") _style = value;
        if (target is RtfDestination.Body) ApplyBodyWord(word, value);
        else if (target is RtfDestination.Note && word is "par" or "line" or "tab") _texts[RtfDestination.Note].AppendSpace();
    }

    /// <summary>A group ends whose text belonged to something else than what is around it.</summary>
    public void EndDestination(RtfDestination destination)
    {
        if (destination == RtfDestination.Note) _notes.Add(_texts[RtfDestination.Note].ToStringAndClear());
    }

    /// <summary>The document ends.</summary>
    public void Complete()
    {
        EndParagraph();
        EndRow();
        builder.OpenSection(_notes.Count > 0 ? "Footnotes" : "", 1);
        foreach (string note in _notes) _blocks.Write(BlockKind.Paragraph, 0, note);
    }

    /// <summary>The whole document.</summary>
    public DocumentText Build()
    {
        (string title, string author) = (_texts[RtfDestination.Title].ToStringAndClear(), _texts[RtfDestination.Author].ToStringAndClear());
        return builder.Build(title.Length > 0 ? title : _blocks.Title, author.Length > 0 ? new Dictionary<string, string> { ["author"] = author } : null);
    }

    /// <summary>A style's name, which is English for those of headings in every language.</summary>
    private void AddStyleName(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && name.Length > 8 && name[8] is >= '1' and <= '9') _headings[_style] = name[8] - '0';
    }

    private void ApplyBodyWord(string word, int value)
    {
        switch (word)
        {
            case "pard":
                (_outline, _list, _listLevel, _inTable) = (-1, -1, 0, false);
                break;
            case "s" when _headings.TryGetValue(value, out int level):
                _outline = level - 1;
                break;
            case "outlinelevel":
                _outline = value;
                break;
            case "ls":
                _list = value;
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
                _texts[RtfDestination.Body].Append(word switch { "emdash" => "—", "endash" => "–", "lquote" => "‘", "rquote" => "’", "ldblquote" => "“", "rdblquote" => "”", _ => "•" });
                break;
            case "par" or "line" or "tab" or "nestcell" or "nestrow" or "emspace" or "enspace":
                _texts[RtfDestination.Body].AppendSpace();
                break;
        }
    }

    private void EndParagraph()
    {
        string text = _texts[RtfDestination.Body].ToStringAndClear();
        if (_outline is >= 0 and < 9) _blocks.Write(BlockKind.Heading, Math.Min(_outline + 1, 6), text);
        else if (_list > 0) _blocks.Write(BlockKind.ListItem, _listLevel, text);
        else _blocks.Write(BlockKind.Paragraph, 0, text);
    }

    private void EndRow()
    {
        if (_cells.Count > 0) _blocks.Row(_cells);
        _cells.Clear();
    }
}
