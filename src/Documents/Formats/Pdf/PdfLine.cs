namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>A line of a page. Lengths are in points (1/72 inch), along the reading direction.</summary>
/// <param name="Text">The text; the cells of a table row are separated by <c> | </c>.</param>
/// <param name="Left">The start of the line.</param>
/// <param name="Right">The end of the line.</param>
/// <param name="Baseline">The height of the baseline; grows upwards.</param>
/// <param name="Size">The size of the letters.</param>
/// <param name="Direction">0 for upright text, else one of the other directions.</param>
/// <param name="IsBold">Whether most of the line is bold.</param>
/// <param name="IsRow">Whether wide gaps separate the line into cells.</param>
internal readonly record struct PdfLine(
    string Text,
    double Left,
    double Right,
    double Baseline,
    double Size,
    int Direction,
    bool IsBold,
    bool IsRow);
