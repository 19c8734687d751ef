using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Writes the rows of a sheet. If the first row names the columns, every value below is written with its name, as in
/// <c>Price: 3.20</c>, so that a passage from the middle of a long sheet explains its numbers.
/// </summary>
/// <remarks>
/// A row names the columns if all its cells are different short texts and the row below contains a number or the row has at least
/// three cells; two columns of text are more often a form. After an empty row another table may begin, which may name its columns
/// again; then only numbers count as evidence.
/// </remarks>
internal sealed class SheetTable(DocumentBuilder builder, string sheet)
{
    private const int MaxNameLength = 60;

    // Cells can share a very long string, so rows need a limit.
    private const int MaxRowLength = 1_000_000;

    private readonly StringBuilder _text = new();
    private Dictionary<int, string>? _columnNames;
    private Dictionary<int, string>? _candidates;
    private int _lastRow;
    private bool _expectsNames = true;
    private bool _isFirstTable = true;

    /// <summary>Writes one row; does nothing if it has no cells.</summary>
    /// <param name="row">The number of the row, from 1.</param>
    /// <param name="cells">The nonblank cells, in order.</param>
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
            bool hasNumber = cells.Exists(cell => !cell.IsText);
            if ((_isFirstTable && _candidates.Count > 2) || hasNumber) (_columnNames, _isFirstTable) = (_candidates, false);
            _candidates = null;
        }
        else if (_expectsNames && cells.Count > 1)
        {
            _expectsNames = false;
            bool areShortTexts = cells.TrueForAll(cell => cell.IsText && cell.Text.Length <= MaxNameLength);
            if (areShortTexts && cells.DistinctBy(cell => cell.Text).Count() == cells.Count)
                _candidates = cells.DistinctBy(cell => cell.Column).ToDictionary(cell => cell.Column, cell => cell.Text);
        }
    }

    private void Flush()
    {
        builder.AddBlock(BlockKind.TableRow, _text.ToString());
        _text.Clear();
    }
}
