using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Writes the body of an OpenDocument text, followed by its notes and comments.</summary>
internal sealed class OpenDocumentTextWriter(DocumentBuilder builder, OpenDocumentStyles styles)
{
    private static readonly (string Aside, string Section)[] Sections =
        [("footnote", "Footnotes"), ("endnote", "Endnotes"), ("annotation", "Comments")];

    private readonly BlockWriter _blocks = new(builder);
    private readonly TableBuilder _table = new();
    private readonly OpenDocumentParagraphs _inline = new();
    private readonly Stack<(BlockKind Kind, int Level)> _open = new();
    private readonly List<(string Aside, string Text)> _asides = [];

    /// <summary>Writes the content of the current element.</summary>
    /// <returns>The first heading of level 1; empty if there is none.</returns>
    public string Write(XmlPartReader part)
    {
        int depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            if (part.Name is "p" or "h") ProcessParagraph(part);
            else if (part.Name.StartsWith("table", StringComparison.Ordinal) || part.Name == "covered-table-cell") ProcessTable(part);
            if (part.Name is not ("p" or "h")) _inline.Process(part);
        }
        _blocks.Flush();
        foreach ((string aside, string section) in Sections)
        {
            if (_asides.Exists(text => text.Aside == aside)) builder.OpenSection(section, 1);
            foreach ((_, string text) in _asides.Where(text => text.Aside == aside)) _blocks.Write(BlockKind.Paragraph, 0, text);
        }
        return _blocks.Title;
    }

    private void ProcessParagraph(XmlPartReader part)
    {
        if (part.IsStart)
        {
            (BlockKind Kind, int Level) opened = GetBlockType(part);
            _open.Push(opened);
            _inline.BeginParagraph(isCode: opened.Kind == BlockKind.Code);
            return;
        }
        (BlockKind kind, int level) = _open.Pop();
        string text = _inline.EndParagraph();
        if (kind == BlockKind.Heading) level = Math.Clamp(level, 1, 6);
        if (_inline.AsideKind.Length > 0) _asides.Add((_inline.AsideKind, text));
        else if (_table.IsOpen) _table.Add(kind, level, text);
        else _blocks.Write(kind, level, text);
    }

    private (BlockKind Kind, int Level) GetBlockType(XmlPartReader part)
    {
        if (part.Name == "h") return (BlockKind.Heading, part.GetInt32("outline-level"));
        if (_inline.ListDepth > 0) return (BlockKind.ListItem, _inline.ListDepth - 1);
        return styles.GetBlockType(part.GetAttribute("style-name"));
    }

    private void ProcessTable(XmlPartReader part)
    {
        switch (part.Name)
        {
            case "table" when part.IsStart:
                _table.BeginTable();
                break;
            case "table":
                _table.EndTable();
                break;
            case "table-row" when part.IsStart:
                _table.BeginRow();
                break;
            case "table-row":
                _table.EndRow(_blocks);
                break;
            case "table-cell" or "covered-table-cell" when part.IsStart:
                _table.BeginCell();
                break;
        }
    }
}
