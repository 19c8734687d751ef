namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// The rows of a table as they are read. Tables within its cells are a part of their text; and what has but one cell in a row is a frame around text, not a table, so its paragraphs
/// are written as they are.
/// </summary>
internal sealed class TableBuilder
{
    private readonly List<(BlockKind Kind, int Level, string Text)> _paragraphs = [];
    private readonly List<int> _cells = [];
    private int _depth;

    /// <summary>Whether a table is open, which what is read belongs to.</summary>
    public bool IsOpen => _depth > 0;

    /// <summary>A table begins.</summary>
    public void BeginTable() => _depth++;

    /// <summary>A row begins.</summary>
    public void BeginRow()
    {
        if (_depth == 1) Clear();
    }

    /// <summary>A cell begins.</summary>
    public void BeginCell()
    {
        if (_depth == 1) _cells.Add(_paragraphs.Count);
    }

    /// <summary>Adds a paragraph to the open cell.</summary>
    public void Add(BlockKind kind, int level, string text)
    {
        if (text.Length > 0) _paragraphs.Add((kind, level, text));
    }

    /// <summary>A row ends and is written.</summary>
    public void EndRow(BlockWriter blocks)
    {
        if (_depth != 1) return;
        if (_cells.Count == 1)
        {
            foreach ((BlockKind kind, int level, string text) in _paragraphs) blocks.Write(kind, level, text);
        }
        else
        {
            blocks.Row(_cells.Select((start, index) =>
                string.Join(' ', _paragraphs[start..(index + 1 < _cells.Count ? _cells[index + 1] : _paragraphs.Count)].Select(paragraph => paragraph.Text))));
        }
        Clear();
    }

    /// <summary>A table ends.</summary>
    public void EndTable() => _depth = Math.Max(0, _depth - 1);

    private void Clear()
    {
        _paragraphs.Clear();
        _cells.Clear();
    }
}
