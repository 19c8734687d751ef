using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Writes the sheets of an OpenDocument spreadsheet. Equal cells and rows may be stored once with a repeat count, which for empty
/// ones extends to the end of the sheet.
/// </summary>
internal sealed class OpenDocumentSheetWriter(DocumentBuilder builder)
{
    private const int MaxRepeatedCells = 64;
    private const int MaxColumns = 1 << 20;

    private readonly OpenDocumentParagraphs _inline = new();
    private readonly List<SheetCell> _cells = [];
    private readonly List<string> _paragraphs = [];
    private SheetTable? _table;
    private string? _type;
    private string? _date;
    private int _row;
    private int _column;
    private int _repeatCount;
    private int _rowRepeatCount;

    /// <summary>Writes the content of the current element.</summary>
    public void Write(XmlPartReader part)
    {
        int depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            switch (part.Name)
            {
                case "p" when part.IsStart:
                    _inline.BeginParagraph(isCode: false);
                    break;
                case "p":
                    string text = _inline.EndParagraph();
                    if (_inline.AsideKind.Length == 0 && text.Length > 0) _paragraphs.Add(text);
                    break;
                case "table" when part.IsStart:
                    string name = part.GetAttribute("name") ?? "";
                    builder.OpenSection(name, 1);
                    _table = new SheetTable(builder, name);
                    _row = 0;
                    break;
                case "table-row":
                    ProcessRow(part);
                    break;
                case "table-cell" or "covered-table-cell":
                    ProcessCell(part);
                    break;
                default:
                    _inline.Process(part);
                    break;
            }
        }
    }

    private void ProcessRow(XmlPartReader part)
    {
        if (part.IsStart)
        {
            _row++;
            _rowRepeatCount = Math.Max(1, part.GetInt32("number-rows-repeated"));
            _column = 1;
            return;
        }
        _table?.AddRow(_row, _cells);
        _cells.Clear();
        _row = (int)Math.Min((long)_row + _rowRepeatCount - 1, int.MaxValue - 1);
    }

    private void ProcessCell(XmlPartReader part)
    {
        if (part.IsStart)
        {
            _type = part.GetAttribute("value-type");
            _date = part.GetAttribute("date-value");
            _repeatCount = Math.Clamp(part.GetInt32("number-columns-repeated"), 1, MaxColumns);
            return;
        }
        string text = _type == "date" && _date is not null ? _date.Replace('T', ' ') : string.Join(' ', _paragraphs);
        _paragraphs.Clear();
        int copies = text.Length > 0 ? Math.Min(_repeatCount, MaxRepeatedCells) : 0;
        bool isText = _type is null or "string";
        for (int copy = 0; copy < copies; copy++) _cells.Add(new SheetCell(_column + copy, text, isText));
        _column = Math.Min(_column + _repeatCount, MaxColumns);
    }
}
