using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Reads the parts of one slide of a PowerPoint presentation.</summary>
internal sealed class SlideParser(Slide slide)
{
    private readonly List<string> _cells = [];
    private readonly InlineText _text = new();
    private string? _placeholder;
    private bool _isBullet;
    private bool _inText;
    private bool _inTable;
    private int _level;

    /// <summary>Takes the text of the slide, or of a diagram on it.</summary>
    public void Read(XmlPartReader part) => Read(part, EndParagraph);

    /// <summary>Takes the speaker's notes.</summary>
    public void ReadNotes(XmlPartReader part) => Read(part, text =>
    {
        if (_placeholder is not ("sldImg" or "dt" or "ftr" or "sldNum" or "hdr")) slide.AddNote(text);
    });

    private void Read(XmlPartReader part, Action<string> endParagraph)
    {
        _placeholder = null;
        while (part.Read())
        {
            if (part.IsStart) StartElement(part);
            else if (part.IsEnd) EndElement(part.Name, endParagraph);
            else if (_inText) _text.Append(part.Text);
        }
    }

    private void StartElement(XmlPartReader part)
    {
        switch (part.Name)
        {
            case "Fallback":
            case "fld" when part.GetAttribute("type") == "slidenum":
                part.Skip();
                break;
            case "sp" or "graphicFrame":
                _placeholder = null;
                break;
            case "ph":
                _placeholder = part.GetAttribute("type") ?? "obj";
                break;
            case "p":
                (_level, _isBullet) = (0, _placeholder is "body" or "obj");
                break;
            case "pPr":
                _level = Math.Max(WordParagraph.ParseNumber(part.GetAttribute("lvl")), 0);
                break;
            case "buNone":
                _isBullet = false;
                break;
            case "buChar" or "buAutoNum" or "buBlip":
                _isBullet = true;
                break;
            case "tbl" or "tc":
                _inTable = true;
                if (part.Name == "tc") _cells.Add("");
                break;
            case "t":
                _inText = true;
                break;
            case "br":
                _text.AppendSpace();
                break;
        }
    }

    private void EndElement(string name, Action<string> endParagraph)
    {
        if (name == "t") _inText = false;
        else if (name == "p" && _text.ToStringAndClear() is { Length: > 0 } text) endParagraph(text);
        else if (name == "tbl") _inTable = false;
        else if (name == "tr")
        {
            if (_cells.Exists(cell => cell.Length > 0)) slide.Add(BlockKind.TableRow, 0, string.Join(" | ", _cells).TrimEnd(' ', '|'));
            _cells.Clear();
        }
    }

    private void EndParagraph(string text)
    {
        if (_inTable && _cells.Count > 0) _cells[^1] = _cells[^1].Length == 0 ? text : $"{_cells[^1]} {text}";
        else if (_placeholder is "title" or "ctrTitle") slide.AddTitle(text);
        else if (_placeholder is not ("dt" or "ftr" or "sldNum" or "hdr")) slide.Add(_isBullet ? BlockKind.ListItem : BlockKind.Paragraph, _level, text);
    }
}
