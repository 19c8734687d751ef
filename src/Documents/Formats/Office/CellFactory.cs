namespace SearchEngine.Documents.Formats.Office;

/// <summary>One cell of a sheet.</summary>
/// <param name="Column">Its column, from 1.</param>
/// <param name="Text">What it shows.</param>
/// <param name="IsText">Whether that is text, not a number.</param>
internal readonly record struct SheetCell(int Column, string Text, bool IsText);

/// <summary>Says what cells show of what is stored in them.</summary>
internal sealed class CellFactory(IReadOnlyList<string> strings, CellFormats formats)
{
    /// <summary>A cell; its text is empty where it shows nothing, or an error.</summary>
    /// <param name="column">Its column, from 1.</param>
    /// <param name="type">The type the cell states; null for a number.</param>
    /// <param name="style">The number of its style; -1 where it has none.</param>
    /// <param name="value">What is stored.</param>
    public SheetCell Create(int column, string? type, int style, string value) => type switch
    {
        "s" => new SheetCell(column, WordParagraph.ParseNumber(value) is >= 0 and int index && index < strings.Count ? strings[index] : "", IsText: true),
        "inlineStr" or "str" => new SheetCell(column, value, IsText: true),
        "b" => new SheetCell(column, value is "1" or "true" ? "TRUE" : "FALSE", IsText: false),
        "e" => new SheetCell(column, "", IsText: false),
        "d" => new SheetCell(column, value.Replace("T00:00:00", "", StringComparison.Ordinal), IsText: false),
        _ => new SheetCell(column, value.Length == 0 ? "" : formats.Format(style, value), IsText: false),
    };
}
