using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Writes the paragraphs and tables of a Word document's parts. Paragraphs may be nested, in text boxes, so open paragraphs are kept
/// on a stack; the text of a nested table goes into the cell around it.
/// </summary>
internal sealed class WordPartWriter(DocumentBuilder builder, WordStyles styles)
{
    private readonly Stack<WordParagraph> _open = new();
    private readonly BlockWriter _blocks = new(builder);
    private readonly TableBuilder _table = new();
    private bool _inText;
    private bool _isHidden;

    /// <summary>The first heading of level 1; empty if there is none.</summary>
    public string Title => _blocks.Title;

    /// <summary>Writes one part: the body, the notes or the comments.</summary>
    public void Write(XmlPartReader part)
    {
        while (part.Read())
        {
            if (part.IsStart) StartElement(part);
            else if (part.IsEnd) EndElement(part.Name);
            else if (_inText && !_isHidden && _open.TryPeek(out WordParagraph? paragraph)) paragraph.Append(part.Text);
        }
        _blocks.Flush();
    }

    private void StartElement(XmlPartReader part)
    {
        switch (part.Name)
        {
            case "del" or "moveFrom" or "Fallback" or "pPrChange" or "rPrChange" or "sectPr" or "sdtPr" or "rt":
            case "footnote" or "endnote" when part.GetAttribute("type") is not null and not "normal":
                part.Skip();
                break;
            case "p":
                _open.Push(new WordParagraph(styles.Default));
                break;
            case "tbl":
                _table.BeginTable();
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
                _isHidden = false;
                break;
            default:
                if (_open.TryPeek(out WordParagraph? paragraph)) StartElement(part, paragraph);
                break;
        }
    }

    private void StartElement(XmlPartReader part, WordParagraph paragraph)
    {
        switch (part.Name)
        {
            case "pStyle":
                paragraph.Style = styles[part.GetAttribute("val")];
                break;
            case "outlineLvl":
                paragraph.OutlineLevel = part.GetInt32("val");
                break;
            case "numId":
                paragraph.ListId = part.GetInt32("val");
                break;
            case "ilvl":
                paragraph.ListLevel = part.GetInt32("val");
                break;
            case "vanish":
                _isHidden = part.GetAttribute("val") is not ("0" or "false" or "off");
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

    private void EndElement(string name)
    {
        switch (name)
        {
            case "t":
                _inText = false;
                break;
            case "p" when _open.TryPop(out WordParagraph? paragraph):
                (BlockKind kind, int level) = paragraph.BlockType;
                string text = paragraph.ToStringAndClear();
                if (paragraph.Style.IsTableOfContents) break;
                if (_table.IsOpen) _table.Add(kind, level, text);
                else _blocks.Write(kind, level, text);
                break;
            case "tr":
                _table.EndRow(_blocks);
                break;
            case "tbl":
                _table.EndTable();
                break;
        }
    }
}
