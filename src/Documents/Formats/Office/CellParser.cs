using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>A cell of a sheet.</summary>
/// <param name="Column">The column, from 1.</param>
/// <param name="Text">The displayed text.</param>
/// <param name="IsText">Whether the cell contains text and not a number.</param>
internal readonly record struct SheetCell(int Column, string Text, bool IsText);

/// <summary>Converts stored values into the text that a spreadsheet displays.</summary>
internal sealed class CellParser(IReadOnlyList<string> strings, CellFormats formats)
{
    /// <summary>Returns the cell; its text is empty for empty cells and errors.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="type">The cell's type attribute; null for a number.</param>
    /// <param name="style">The index of the cell's style; -1 if it has none.</param>
    /// <param name="value">The stored value.</param>
    public SheetCell Parse(int column, string? type, int style, string value) => type switch
    {
        "s" => new SheetCell(column, GetSharedString(value), IsText: true),
        "inlineStr" or "str" => new SheetCell(column, value, IsText: true),
        "b" => new SheetCell(column, value is "1" or "true" ? "TRUE" : "FALSE", IsText: false),
        "e" => new SheetCell(column, "", IsText: false),
        "d" => new SheetCell(column, value.Replace("T00:00:00", "", StringComparison.Ordinal), IsText: false),
        _ => new SheetCell(column, value.Length == 0 ? "" : formats.Format(style, value), IsText: false),
    };

    private string GetSharedString(string value)
    {
        int index = XmlPartReader.ParseInt32(value);
        return index >= 0 && index < strings.Count ? strings[index] : "";
    }
}
