namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>Finds what stands at the top or the bottom of many pages, numbers aside: running heads and page numbers, which belong to the paper and not to the text.</summary>
internal static class PageFurniture
{
    private const int MaxLines = 2, MinPages = 3;
    private const double MinShare = 0.4;

    public static void RemoveFrom(List<PdfPage> pages)
    {
        Dictionary<string, int> seen = [];
        foreach (PdfPage page in pages)
        {
            foreach (string line in FindOutermostLines(page).Select(index => MaskDigits(page.Lines[index].Text)).Distinct()) seen[line] = seen.GetValueOrDefault(line) + 1;
        }
        foreach (PdfPage page in pages)
        {
            foreach (int index in FindOutermostLines(page).OrderDescending())
            {
                int times = seen[MaskDigits(page.Lines[index].Text)];
                if (times >= MinPages && times >= pages.Count * MinShare) page.Lines.RemoveAt(index);
            }
        }
    }

    /// <summary>The highest and the lowest lines: programs write heads and feet before the text as well as behind it.</summary>
    private static IEnumerable<int> FindOutermostLines(PdfPage page)
    {
        int[] byHeight = [.. Enumerable.Range(0, page.Lines.Count).Where(index => page.Lines[index].Direction == 0).OrderBy(index => page.Lines[index].Baseline)];
        return byHeight.Take(MaxLines).Concat(byHeight.TakeLast(MaxLines)).Distinct();
    }

    private static string MaskDigits(string text) => string.Create(text.Length, text, static (shape, text) =>
    {
        for (int i = 0; i < text.Length; i++) shape[i] = char.IsDigit(text[i]) ? '#' : text[i];
    }).Replace("##", "#").Replace("##", "#");
}
