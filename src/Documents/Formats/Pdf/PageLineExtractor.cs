using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Combines a page's letters into lines in reading order. Most programs write text in reading order, column by column, which is
/// free to follow; if the order of a page is obviously wrong, its layout decides (recursive X-Y cut: Nagy and Seth 1984).
/// </summary>
internal static class PageLineExtractor
{
    private const double MinJumpShare = 0.15, MaxRowShare = 0.6;
    private const int MinProseWords = 5;

    public static List<PdfLine> Extract(Page page)
    {
        LineBuilder lines = new();
        foreach (Letter letter in page.Letters) lines.Add(letter);
        List<PdfLine> inOrder = lines.Complete();
        return IsOutOfOrder(inOrder) || MixesColumns(inOrder) ? ExtractByLayout(page) : inOrder;
    }

    /// <summary>Whether lines are often above the previous line without being to the right of it, as in a next column.</summary>
    private static bool IsOutOfOrder(List<PdfLine> lines)
    {
        int jumps = 0;
        for (int i = 1; i < lines.Count; i++)
        {
            bool isAbove = lines[i].Baseline > lines[i - 1].Baseline + 2 * lines[i].Size;
            bool isToTheLeft = lines[i].Left < lines[i - 1].Left + lines[i].Size;
            if (isAbove && isToTheLeft) jumps++;
        }
        return jumps >= 3 && jumps > lines.Count * MinJumpShare;
    }

    /// <summary>Whether most lines have a wide gap between long runs of words: columns that were written across.</summary>
    private static bool MixesColumns(List<PdfLine> lines)
    {
        int rows = lines.Count(line => line.IsRow && line.Text.Split(" | ").All(IsProse));
        return rows >= 5 && rows > lines.Count * MaxRowShare;
    }

    private static bool IsProse(string cell) => cell.Count(character => character == ' ') >= MinProseWords - 1;

    private static List<PdfLine> ExtractByLayout(Page page)
    {
        LineBuilder lines = new();
        IReadOnlyList<TextBlock> blocks = RecursiveXYCut.Instance.GetBlocks(page.GetWords());
        foreach (TextBlock block in UnsupervisedReadingOrderDetector.Instance.Get(blocks))
        {
            foreach (TextLine line in block.TextLines)
            {
                foreach (Word word in line.Words)
                {
                    foreach (Letter letter in word.Letters) lines.Add(letter);
                    lines.EndWord();
                }
            }
            lines.EndLine();
        }
        return lines.Complete();
    }
}
