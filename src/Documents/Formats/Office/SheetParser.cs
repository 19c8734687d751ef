using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Writes the rows of a sheet in one pass over its stored cells, however far apart they are.</summary>
internal static class SheetParser
{
    /// <summary>Writes the sheet.</summary>
    public static void Write(XmlPartReader part, CellParser parser, SheetTable table)
    {
        List<SheetCell> cells = [];
        InlineText text = new();
        int row = 0;
        int column = 0;
        int style = -1;
        string? type = null;
        bool inValue = false;
        while (part.Read())
        {
            if (!part.IsStart && !part.IsEnd)
            {
                if (inValue) text.Append(part.Text);
                continue;
            }
            switch (part.Name)
            {
                case "row" when part.IsStart:
                    row = part.GetInt32("r") is > 0 and int number ? number : row + 1;
                    column = 0;
                    break;
                case "row":
                    table.AddRow(row, cells);
                    cells.Clear();
                    break;
                case "c" when part.IsStart:
                    column = ParseColumn(part.GetAttribute("r")) is > 0 and int letters ? letters : column + 1;
                    style = part.GetInt32("s");
                    type = part.GetAttribute("t");
                    break;
                case "c":
                    SheetCell cell = parser.Parse(column, type, style, text.ToStringAndClear());
                    if (cell.Text.Length > 0) cells.Add(cell);
                    break;
                case "v" or "t":
                    inValue = part.IsStart;
                    break;
                case "rPh" or "f" when part.IsStart:
                    part.Skip();
                    break;
            }
        }
    }

    /// <returns>The column of a reference such as <c>AB12</c>, from 1; 0 if there is none.</returns>
    private static int ParseColumn(string? reference)
    {
        int column = 0;
        foreach (char letter in reference ?? "")
        {
            if (letter is not (>= 'A' and <= 'Z') || column > 16_384) break;
            column = column * 26 + (letter - 'A' + 1);
        }
        return column;
    }
}
