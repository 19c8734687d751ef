namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Collects the rows of a table. Tables nested in cells become part of the cell's text. A row with a single cell is a frame around
/// text and not a table, so its paragraphs are written as paragraphs.
/// </summary>
internal sealed class TableBuilder
{
    private readonly List<(BlockKind Kind, int Level, string Text)> _paragraphs = [];
    private readonly List<int> _cells = [];
    private int _depth;

    /// <summary>Whether the current text belongs to a table.</summary>
    public bool IsOpen => _depth > 0;

    /// <summary>Starts a table.</summary>
    public void BeginTable() => _depth++;

    /// <summary>Starts a row.</summary>
    public void BeginRow()
    {
        if (_depth == 1) Clear();
    }

    /// <summary>Starts a cell.</summary>
    public void BeginCell()
    {
        if (_depth == 1) _cells.Add(_paragraphs.Count);
    }

    /// <summary>Adds a paragraph to the current cell.</summary>
    public void Add(BlockKind kind, int level, string text)
    {
        if (text.Length > 0) _paragraphs.Add((kind, level, text));
    }

    /// <summary>Ends and writes a row.</summary>
    public void EndRow(BlockWriter blocks)
    {
        if (_depth != 1) return;
        if (_cells.Count == 1)
        {
            foreach ((BlockKind kind, int level, string text) in _paragraphs) blocks.Write(kind, level, text);
        }
        else
        {
            blocks.WriteRow(_cells.Select((_, cell) => GetCellText(cell)));
        }
        Clear();
    }

    /// <summary>Ends a table.</summary>
    public void EndTable() => _depth = Math.Max(0, _depth - 1);

    private string GetCellText(int cell)
    {
        int start = _cells[cell];
        int end = cell + 1 < _cells.Count ? _cells[cell + 1] : _paragraphs.Count;
        return string.Join(' ', _paragraphs[start..end].Select(paragraph => paragraph.Text));
    }

    private void Clear()
    {
        _paragraphs.Clear();
        _cells.Clear();
    }
}
