using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Writes the slides of an OpenDocument presentation.</summary>
internal sealed class OpenDocumentSlideWriter(DocumentBuilder builder)
{
    private readonly OpenDocumentParagraphs _inline = new();
    private readonly List<string> _cells = [];
    private Slide _slide = new();
    private string _frame = "";
    private int _number;
    private bool _inTable;

    /// <summary>Writes the content of the current element.</summary>
    /// <returns>The title of the first slide; empty if it has none.</returns>
    public string Write(XmlPartReader part)
    {
        string firstTitle = "";
        int depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            switch (part.Name)
            {
                case "page" when part.IsStart:
                    _slide = new Slide();
                    break;
                case "page":
                    _slide.Write(builder, ++_number);
                    if (_number == 1) firstTitle = _slide.Title;
                    break;
                case "frame" when part.IsStart:
                    _frame = part.GetAttribute("placeholder") is "true" ? "placeholder" : part.GetAttribute("class") ?? "";
                    break;
                case "frame":
                    _frame = "";
                    break;
                case "p" when part.IsStart:
                    _inline.BeginParagraph(isCode: false);
                    break;
                case "p":
                    if (_inline.EndParagraph() is { Length: > 0 } text) AddText(text);
                    break;
                case "table":
                    _inTable = part.IsStart;
                    break;
                case "table-cell" or "covered-table-cell" when part.IsStart:
                    _cells.Add("");
                    break;
                case "table-row" when part.IsEnd:
                    _slide.AddRow(_cells);
                    _cells.Clear();
                    break;
                default:
                    _inline.Process(part);
                    break;
            }
        }
        return firstTitle;
    }

    private void AddText(string text)
    {
        if (_frame is "placeholder" or "header" or "footer" or "date-time" or "page-number") return;
        if (_inline.AsideKind.Length > 0) _slide.AddNote(text);
        else if (_inTable && _cells.Count > 0) _cells[^1] = _cells[^1].Length == 0 ? text : $"{_cells[^1]} {text}";
        else if (_frame == "title") _slide.AddTitle(text);
        else if (_inline.ListDepth > 0) _slide.Add(BlockKind.ListItem, _inline.ListDepth - 1, text);
        else _slide.Add(BlockKind.Paragraph, 0, text);
    }
}
