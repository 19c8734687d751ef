using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Parses the parts of a slide of a PowerPoint presentation.</summary>
internal sealed class SlideParser(Slide slide)
{
    private readonly List<string> _cells = [];
    private readonly InlineText _text = new();
    private string? _placeholder;
    private bool _isBullet;
    private bool _inText;
    private bool _inTable;
    private int _level;

    /// <summary>Reads the text of the slide or of a diagram on it.</summary>
    public void Read(XmlPartReader part) => Read(part, EndParagraph);

    /// <summary>Reads the speaker notes.</summary>
    public void ReadNotes(XmlPartReader part) => Read(part, text =>
    {
        if (_placeholder is not "sldImg" && !IsFooter(_placeholder)) slide.AddNote(text);
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
                _level = Math.Max(part.GetInt32("lvl"), 0);
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
            slide.AddRow(_cells);
            _cells.Clear();
        }
    }

    private void EndParagraph(string text)
    {
        if (_inTable && _cells.Count > 0) _cells[^1] = _cells[^1].Length == 0 ? text : $"{_cells[^1]} {text}";
        else if (_placeholder is "title" or "ctrTitle") slide.AddTitle(text);
        else if (!IsFooter(_placeholder)) slide.Add(_isBullet ? BlockKind.ListItem : BlockKind.Paragraph, _level, text);
    }

    private static bool IsFooter(string? placeholder)
    {
        return placeholder is "dt" or "ftr" or "sldNum" or "hdr";
    }
}
