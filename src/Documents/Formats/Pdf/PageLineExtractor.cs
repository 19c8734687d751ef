using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Puts a page's letters together to lines in reading order. Programs that set text write it in that order, column by column, which costs nothing to follow; where a page plainly jumps about, the layout decides
/// (recursive X-Y cut: Nagy and Seth 1984).
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

    /// <summary>Whether lines often stand above the one before without standing to the right of it, as a next column would.</summary>
    private static bool IsOutOfOrder(List<PdfLine> lines)
    {
        int jumps = 0;
        for (int i = 1; i < lines.Count; i++)
        {
            if (lines[i].Baseline > lines[i - 1].Baseline + 2 * lines[i].Size && lines[i].Left < lines[i - 1].Left + lines[i].Size) jumps++;
        }
        return jumps >= 3 && jumps > lines.Count * MinJumpShare;
    }

    /// <summary>Whether most lines have a wide gap between long stretches of words: columns that were written across.</summary>
    private static bool MixesColumns(List<PdfLine> lines)
    {
        int rows = lines.Count(line => line.IsRow && line.Text.Split(" | ").All(cell => cell.Count(character => character == ' ') >= MinProseWords - 1));
        return rows >= 5 && rows > lines.Count * MaxRowShare;
    }

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
