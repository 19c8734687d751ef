using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Writes paragraphs by their kind: indents list items, and combines the lines of a listing into one block.</summary>
internal sealed class BlockWriter(DocumentBuilder builder)
{
    private const int MaxListDepth = 9;

    private readonly StringBuilder _code = new();

    /// <summary>The first heading of level 1; empty if there is none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Writes a block.</summary>
    /// <param name="kind">The kind of block.</param>
    /// <param name="level">The level of a heading from 1 to 6, or of a list item from 0.</param>
    /// <param name="text">The text; if blank, nothing is written.</param>
    public void Write(BlockKind kind, int level, string text)
    {
        if (kind == BlockKind.Code)
        {
            _code.Append(text.Replace('\u00a0', ' ')).Append('\n');
            return;
        }
        Flush();
        if (text.Length == 0) return;
        if (kind == BlockKind.Heading && level == 1 && Title.Length == 0) Title = text;
        if (kind == BlockKind.Heading) builder.AddHeading(text, level);
        else builder.AddBlock(kind, kind == BlockKind.ListItem ? FormatListItem(level, text) : text);
    }

    /// <summary>Writes a row of a table.</summary>
    public void WriteRow(IEnumerable<string> cells)
    {
        Flush();
        builder.AddRow(cells);
    }

    /// <summary>Writes the buffered lines of a listing as one block.</summary>
    public void Flush()
    {
        if (_code.Length > 0) builder.AddBlock(BlockKind.Code, _code.ToString());
        _code.Clear();
    }

    private static string FormatListItem(int level, string text) =>
        string.Concat(new string(' ', 2 * Math.Min(level, MaxListDepth)), "- ", text);
}
