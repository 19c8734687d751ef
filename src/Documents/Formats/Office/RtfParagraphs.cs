using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>What a group's text belongs to.</summary>
internal enum RtfTarget
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
/// <param name="Target">What its text belongs to.</param>
/// <param name="FallbackLength">How many characters stand for one in Unicode.</param>
/// <param name="IsOptional">Whether the next control word begins something that those who do not know it pass over.</param>
internal readonly record struct RtfGroup(RtfTarget Target, int FallbackLength, bool IsOptional);

/// <summary>Makes paragraphs of RTF's text by the control words between.</summary>
internal sealed class RtfParagraphs(DocumentBuilder builder)
{
    private static readonly HashSet<string> Passed =
    [
        "fonttbl", "colortbl", "listtable", "listoverridetable", "rsidtbl", "generator", "info", "pict", "object", "fldinst", "listtext", "pntext", "header", "headerl", "headerr", "headerf",
        "footer", "footerl", "footerr", "footerf", "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "sp", "nonshppict", "annotation", "atnid", "atnauthor", "v", "deleted", "bkmkstart", "bkmkend", "filetbl",
    ];

    private readonly BlockWriter _blocks = new(builder);
    private readonly Dictionary<RtfTarget, InlineText> _texts = new() { [RtfTarget.Body] = new(), [RtfTarget.Note] = new(), [RtfTarget.Title] = new(), [RtfTarget.Author] = new() };
    private readonly List<string> _cells = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<int, int> _headings = [];
    private int _style;
    private int _outline = -1;
    private int _list = -1;
    private int _listLevel;
    private bool _inTable;

    /// <summary>Takes text of a group.</summary>
    public void Text(ReadOnlySpan<char> text, RtfGroup group)
    {
        if (group.Target == RtfTarget.Style) Name(text);
        else if (group.Target != RtfTarget.None) _texts[group.Target].Append(text);
    }

    /// <summary>Takes a control word, which may change what the group's text belongs to.</summary>
    public void Word(string word, int value, ref RtfGroup group)
    {
        bool isOptional = group.IsOptional;
        group = group with { IsOptional = false };
        RtfTarget target = word switch
        {
            "footnote" when group.Target == RtfTarget.Body => RtfTarget.Note,
            "title" when group.Target == RtfTarget.None => RtfTarget.Title,
            "author" when group.Target == RtfTarget.None => RtfTarget.Author,
            "stylesheet" => RtfTarget.Style,
            "shpinst" or "shptxt" => group.Target,
            _ => (isOptional || Passed.Contains(word)) && value != 0 ? RtfTarget.None : group.Target,
        };
        group = group with { Target = target };
        if (target is RtfTarget.Style && word == "s") _style = value;
        if (target is RtfTarget.Body) BodyWord(word, value);
        else if (target is RtfTarget.Note && word is "par" or "line" or "tab") _texts[RtfTarget.Note].Space();
    }

    /// <summary>A group ends whose text belonged to something else than what is around it.</summary>
    public void Leave(RtfTarget target)
    {
        if (target == RtfTarget.Note) _notes.Add(_texts[RtfTarget.Note].Take());
    }

    /// <summary>The document ends.</summary>
    public void End()
    {
        EndParagraph();
        EndRow();
        builder.OpenSection(_notes.Count > 0 ? "Footnotes" : "", 1);
        foreach (string note in _notes) _blocks.Write(BlockKind.Paragraph, 0, note);
    }

    /// <summary>The whole document.</summary>
    public DocumentText Build()
    {
        (string title, string author) = (_texts[RtfTarget.Title].Take(), _texts[RtfTarget.Author].Take());
        return builder.Build(title.Length > 0 ? title : _blocks.Title, author.Length > 0 ? new Dictionary<string, string> { ["author"] = author } : null);
    }

    /// <summary>A style's name, which is English for those of headings in every language.</summary>
    private void Name(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && name.Length > 8 && name[8] is >= '1' and <= '9') _headings[_style] = name[8] - '0';
    }

    private void BodyWord(string word, int value)
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
                _cells.Add(_texts[RtfTarget.Body].Take());
                break;
            case "row":
                EndRow();
                break;
            case "emdash" or "endash" or "lquote" or "rquote" or "ldblquote" or "rdblquote" or "bullet":
                _texts[RtfTarget.Body].Append(word switch { "emdash" => "—", "endash" => "–", "lquote" => "‘", "rquote" => "’", "ldblquote" => "“", "rdblquote" => "”", _ => "•" });
                break;
            case "par" or "line" or "tab" or "nestcell" or "nestrow" or "emspace" or "enspace":
                _texts[RtfTarget.Body].Space();
                break;
        }
    }

    private void EndParagraph()
    {
        string text = _texts[RtfTarget.Body].Take();
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
