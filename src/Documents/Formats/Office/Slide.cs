namespace SearchEngine.Documents.Formats.Office;

/// <summary>The text of a slide, collected first because its title may be anywhere among its shapes.</summary>
internal sealed class Slide
{
    private readonly List<string> _title = [];
    private readonly List<(BlockKind Kind, int Level, string Text)> _body = [];
    private readonly List<string> _notes = [];

    /// <summary>The title; empty if the slide has none.</summary>
    public string Title => string.Join(' ', _title);

    /// <summary>Adds a line of the title.</summary>
    public void AddTitle(string text) => _title.Add(text);

    /// <summary>Adds a paragraph of the speaker's notes.</summary>
    public void AddNote(string text) => _notes.Add(text);

    /// <summary>Adds a row of a table; does nothing if all cells are blank.</summary>
    public void AddRow(List<string> cells)
    {
        if (cells.Exists(cell => cell.Length > 0)) Add(BlockKind.TableRow, 0, string.Join(" | ", cells).TrimEnd(' ', '|'));
    }

    /// <summary>Adds a block; the levels of list items start at 0.</summary>
    public void Add(BlockKind kind, int level, string text) => _body.Add((kind, level, text));

    /// <summary>Writes the slide, with its title first and its notes last.</summary>
    public void Write(DocumentBuilder builder, int number)
    {
        BlockWriter blocks = new(builder);
        builder.SetPlace($"slide {number}");
        if (Title.Length > 0) builder.AddHeading(Title, 2);
        else builder.OpenSection($"Slide {number}", 2);
        foreach ((BlockKind kind, int level, string text) in _body) blocks.Write(kind, level, text);
        if (_notes.Count > 0) builder.OpenSection("Notes", 3);
        foreach (string note in _notes) blocks.Write(BlockKind.Paragraph, 0, note);
    }
}
