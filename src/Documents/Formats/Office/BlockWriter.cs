using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Writes paragraphs that know what they are: list items with their indentation, the lines of a listing as one block.</summary>
internal sealed class BlockWriter(DocumentBuilder builder)
{
    private const int DeepestList = 9;

    private readonly StringBuilder _code = new();

    /// <summary>The first heading of the first level; empty where there is none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Writes a block.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="level">A heading's from 1 to 6, a list item's from 0.</param>
    /// <param name="text">Its text; where that is blank, nothing is written.</param>
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
        else builder.AddBlock(kind, kind == BlockKind.ListItem ? Item(level, text) : text);
    }

    /// <summary>Writes a row of a table.</summary>
    public void Row(IEnumerable<string> cells)
    {
        Flush();
        builder.AddRow(cells);
    }

    /// <summary>Writes what is held back to become one block.</summary>
    public void Flush()
    {
        if (_code.Length > 0) builder.AddBlock(BlockKind.Code, _code.ToString());
        _code.Clear();
    }

    private static string Item(int level, string text) => string.Concat(new string(' ', 2 * Math.Min(level, DeepestList)), "- ", text);
}
