namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>A line of a page. Lengths are points of 1/72 inch, along the direction in which it is read.</summary>
/// <param name="Text">Its words; where it is a row of a table, its cells parted by <c> | </c>.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Baseline">How high its letters stand; grows upwards.</param>
/// <param name="Size">Size of its letters.</param>
/// <param name="Direction">0 for upright text, else one of the other directions.</param>
/// <param name="IsBold">Whether most of it is bold.</param>
/// <param name="IsRow">Whether wide gaps part it into cells.</param>
internal readonly record struct PdfLine(string Text, double Left, double Right, double Baseline, double Size, int Direction, bool IsBold, bool IsRow);
