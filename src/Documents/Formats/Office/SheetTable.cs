using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Writes a sheet's rows. Where the first of them names the columns, each value below is written with its name, as in <c>Price: 3.20</c>: a passage cut from a long sheet says by
/// itself what its numbers are.
/// </summary>
/// <remarks>
/// A row names the columns where all its cells are different short texts, and the row below it holds a number or it has three cells or more: two columns of text are more often a
/// form. Below an empty row another table may begin, which names its columns anew, and then only numbers tell.
/// </remarks>
internal sealed class SheetTable(DocumentBuilder builder, string sheet)
{
    private const int MaxNameLength = 60;

    // Nobody reads a longer row as one; a text that cells share by the thousand would make it without end.
    private const int MaxRowLength = 1_000_000;

    private readonly StringBuilder _text = new();
    private Dictionary<int, string>? _columnNames;
    private Dictionary<int, string>? _candidates;
    private int _lastRow;
    private bool _expectsNames = true;
    private bool _isFirst = true;

    /// <summary>Writes one row; nothing where it has no cells.</summary>
    /// <param name="row">Its number, from 1.</param>
    /// <param name="cells">Its cells that are not blank, in order.</param>
    public void AddRow(int row, List<SheetCell> cells)
    {
        if (cells.Count == 0) return;
        if (row > _lastRow + 1 && _lastRow > 0) (_columnNames, _candidates, _expectsNames) = (null, null, true);
        _lastRow = row;
        FindColumnNames(cells);

        builder.SetPlace($"sheet {sheet}, row {row}");
        foreach (SheetCell cell in cells)
        {
            if (_text.Length > 0) _text.Append(" | ");
            if (_columnNames?.GetValueOrDefault(cell.Column) is string name) _text.Append(name).Append(": ");
            _text.Append(cell.Text);
            if (_text.Length > MaxRowLength) Flush();
        }
        Flush();
    }

    private void FindColumnNames(List<SheetCell> cells)
    {
        if (_candidates is not null)
        {
            if ((_isFirst && _candidates.Count > 2) || cells.Exists(cell => !cell.IsText)) (_columnNames, _isFirst) = (_candidates, false);
            _candidates = null;
        }
        else if (_expectsNames && cells.Count > 1)
        {
            _expectsNames = false;
            if (cells.TrueForAll(cell => cell.IsText && cell.Text.Length <= MaxNameLength) && cells.DistinctBy(cell => cell.Text).Count() == cells.Count)
                _candidates = cells.DistinctBy(cell => cell.Column).ToDictionary(cell => cell.Column, cell => cell.Text);
        }
    }

    private void Flush()
    {
        builder.AddBlock(BlockKind.TableRow, _text.ToString());
        _text.Clear();
    }
}
