using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>The number formats of a workbook's cells, by the index of their style.</summary>
internal sealed class CellFormats
{
    // Built-in formats, which are not stored in the file: ECMA-376 part 1, 18.8.30. The formats of other languages (27 to 36, 50 to
    // 58) are all dates.
    private static readonly Dictionary<int, string> BuiltIn = new()
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00", [9] = "0%", [10] = "0.00%",
        [14] = "yyyy-mm-dd", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy",
        [18] = "h:mm", [19] = "h:mm:ss", [20] = "h:mm", [21] = "h:mm:ss", [22] = "yyyy-mm-dd h:mm",
        [37] = "#,##0", [38] = "#,##0", [39] = "#,##0.00", [40] = "#,##0.00",
        [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss",
    };

    private readonly List<NumberFormat> _formats = [];
    private readonly bool _uses1904Dates;

    private CellFormats(bool uses1904Dates) => _uses1904Dates = uses1904Dates;

    /// <summary>Formats a number as a cell displays it.</summary>
    /// <param name="style">The index of the cell's style.</param>
    /// <param name="value">The number as stored.</param>
    public string Format(int style, string value)
    {
        NumberFormat format = style >= 0 && style < _formats.Count ? _formats[style] : NumberFormat.General;
        return format.Format(value, _uses1904Dates);
    }

    /// <summary>Reads the styles part; without one, numbers are displayed as stored.</summary>
    /// <param name="part">The styles part; null if there is none.</param>
    /// <param name="uses1904Dates">Whether days are counted from 1904 instead of 1900, as on early Macintoshes.</param>
    public static CellFormats Read(XmlPartReader? part, bool uses1904Dates)
    {
        CellFormats formats = new(uses1904Dates);
        Dictionary<int, NumberFormat> formatsById = [];
        bool inCells = false;
        while (part is not null && part.Read())
        {
            if (part.Name == "cellXfs") inCells = part.IsStart;
            if (!part.IsStart) continue;
            int id = part.GetInt32("numFmtId");
            if (part.Name == "numFmt") formatsById[id] = NumberFormat.Parse(part.GetAttribute("formatCode") ?? "");
            if (part.Name != "xf" || !inCells) continue;
            if (!formatsById.TryGetValue(id, out NumberFormat? format))
            {
                bool isDate = id is (>= 27 and <= 36) or (>= 50 and <= 58);
                string code = isDate ? BuiltIn[14] : BuiltIn.GetValueOrDefault(id, "General");
                formatsById[id] = format = NumberFormat.Parse(code);
            }
            formats._formats.Add(format);
        }
        return formats;
    }
}
