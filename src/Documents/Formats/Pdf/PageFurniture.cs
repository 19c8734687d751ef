namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Removes running heads, running feet and page numbers: lines at the top or bottom of many pages that differ only in digits.
/// </summary>
internal static class PageFurniture
{
    private const int MaxLines = 2, MinPages = 3;
    private const double MinShare = 0.4;

    public static void RemoveFrom(List<PdfPage> pages)
    {
        Dictionary<string, int> pagesByLine = [];
        foreach (PdfPage page in pages)
        {
            IEnumerable<string> lines = FindOutermostLines(page).Select(index => MaskDigits(page.Lines[index].Text)).Distinct();
            foreach (string line in lines) pagesByLine[line] = pagesByLine.GetValueOrDefault(line) + 1;
        }
        foreach (PdfPage page in pages)
        {
            foreach (int index in FindOutermostLines(page).OrderDescending())
            {
                int count = pagesByLine[MaskDigits(page.Lines[index].Text)];
                if (count >= MinPages && count >= pages.Count * MinShare) page.Lines.RemoveAt(index);
            }
        }
    }

    /// <summary>Returns the highest and the lowest lines; files may contain headers and footers before or after the text.</summary>
    private static IEnumerable<int> FindOutermostLines(PdfPage page)
    {
        int[] byHeight =
        [
            .. Enumerable.Range(0, page.Lines.Count)
                .Where(index => page.Lines[index].Direction == 0)
                .OrderBy(index => page.Lines[index].Baseline),
        ];
        return byHeight.Take(MaxLines).Concat(byHeight.TakeLast(MaxLines)).Distinct();
    }

    private static string MaskDigits(string text) => string.Create(text.Length, text, static (masked, text) =>
    {
        for (int i = 0; i < text.Length; i++) masked[i] = char.IsDigit(text[i]) ? '#' : text[i];
    }).Replace("##", "#").Replace("##", "#");
}
