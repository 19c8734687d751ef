using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>How the cells of a workbook show their numbers, by the number of their style.</summary>
internal sealed class CellFormats
{
    // What the format says of those that every program knows; ECMA-376 part 1, 18.8.30. The dates of other languages (27 to 36, 50 to 58) are dates in all.
    private static readonly Dictionary<int, string> BuiltIn = new()
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00", [9] = "0%", [10] = "0.00%", [14] = "yyyy-mm-dd", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy",
        [18] = "h:mm", [19] = "h:mm:ss", [20] = "h:mm", [21] = "h:mm:ss", [22] = "yyyy-mm-dd h:mm", [37] = "#,##0", [38] = "#,##0", [39] = "#,##0.00", [40] = "#,##0.00",
        [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss",
    };

    private readonly List<NumberFormat> _formats = [];
    private readonly bool _uses1904Dates;

    private CellFormats(bool from1904) => _uses1904Dates = from1904;

    /// <summary>A cell's number as it is shown.</summary>
    /// <param name="style">The number of the cell's style.</param>
    /// <param name="value">The number as it is stored.</param>
    public string Format(int style, string value) => (style >= 0 && style < _formats.Count ? _formats[style] : NumberFormat.General).Format(value, _uses1904Dates);

    /// <summary>Reads the part of the styles; without one every number is shown as it is.</summary>
    /// <param name="part">The part.</param>
    /// <param name="uses1904Dates">Whether days are counted from 1904, as on the first Macintoshes.</param>
    public static CellFormats Read(XmlPartReader? part, bool uses1904Dates)
    {
        CellFormats formats = new(uses1904Dates);
        Dictionary<int, NumberFormat> known = [];
        bool inCells = false;
        while (part is not null && part.Read())
        {
            if (part.Name == "cellXfs") inCells = part.IsStart;
            if (!part.IsStart) continue;
            int id = WordParagraph.ParseNumber(part.GetAttribute("numFmtId"));
            if (part.Name == "numFmt") known[id] = NumberFormat.Parse(part.GetAttribute("formatCode") ?? "");
            if (part.Name != "xf" || !inCells) continue;
            if (!known.TryGetValue(id, out NumberFormat? format))
            {
                string code = id is (>= 27 and <= 36) or (>= 50 and <= 58) ? BuiltIn[14] : BuiltIn.GetValueOrDefault(id, "General");
                known[id] = format = NumberFormat.Parse(code);
            }
            formats._formats.Add(format);
        }
        return formats;
    }
}
