using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Writes the paragraphs and tables of a Word document's parts. Paragraphs stand within paragraphs, in text boxes, and tables within tables: what is open is kept on a stack, and an
/// inner table's text goes into the cell around it.
/// </summary>
internal sealed class WordText(DocumentBuilder builder, WordStyles styles)
{
    private readonly Stack<WordParagraph> _open = new();
    private readonly BlockWriter _blocks = new(builder);
    private readonly TableText _table = new();
    private bool _inText;
    private bool _hidden;

    /// <summary>The first heading of the first level; empty where there is none.</summary>
    public string Title => _blocks.Title;

    /// <summary>Writes one part: the body, or the notes or the comments.</summary>
    public void Write(XmlPart part)
    {
        while (part.Read())
        {
            if (part.IsStart) Start(part);
            else if (part.IsEnd) End(part.Name);
            else if (_inText && !_hidden && _open.TryPeek(out WordParagraph? paragraph)) paragraph.Append(part.Text);
        }
        _blocks.Flush();
    }

    private void Start(XmlPart part)
    {
        switch (part.Name)
        {
            case "del" or "moveFrom" or "Fallback" or "pPrChange" or "rPrChange" or "sectPr" or "sdtPr" or "rt":
            case "footnote" or "endnote" when part.Attribute("type") is not null and not "normal":
                part.Skip();
                break;
            case "p":
                _open.Push(new WordParagraph(styles.Default));
                break;
            case "tbl":
                _table.Begin();
                break;
            case "tr":
                _table.BeginRow();
                break;
            case "tc":
                _table.BeginCell();
                break;
            case "t":
                _inText = true;
                break;
            case "r":
                _hidden = false;
                break;
            default:
                if (_open.TryPeek(out WordParagraph? paragraph)) Start(part, paragraph);
                break;
        }
    }

    private void Start(XmlPart part, WordParagraph paragraph)
    {
        switch (part.Name)
        {
            case "pStyle":
                paragraph.Style = styles[part.Attribute("val")];
                break;
            case "outlineLvl":
                paragraph.Outline = WordParagraph.Number(part.Attribute("val"));
                break;
            case "numId":
                paragraph.List = WordParagraph.Number(part.Attribute("val"));
                break;
            case "ilvl":
                paragraph.ListLevel = WordParagraph.Number(part.Attribute("val"));
                break;
            case "vanish":
                _hidden = part.Attribute("val") is not ("0" or "false" or "off");
                break;
            case "tabs":
                part.Skip();
                break;
            case "tab" or "ptab":
                paragraph.Append("\t");
                break;
            case "br" or "cr":
                paragraph.Append("\n");
                break;
            case "noBreakHyphen":
                paragraph.Append("-");
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "t":
                _inText = false;
                break;
            case "p" when _open.TryPop(out WordParagraph? paragraph):
                (BlockKind kind, int level) = paragraph.Meaning;
                string text = paragraph.Take();
                if (paragraph.Style.IsContents) break;
                if (_table.IsOpen) _table.Add(kind, level, text);
                else _blocks.Write(kind, level, text);
                break;
            case "tr":
                _table.EndRow(_blocks);
                break;
            case "tbl":
                _table.End();
                break;
        }
    }
}
