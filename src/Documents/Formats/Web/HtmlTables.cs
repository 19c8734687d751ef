namespace SearchEngine.Documents.Formats.Web;

/// <summary>Tells tables of data from those that only arrange a page, as old pages and mails do.</summary>
internal static class HtmlTables
{
    // What makes a table a layout shows in its first row or nowhere.
    private const int MaxNodes = 512;

    /// <summary>Whether the row at <paramref name="row"/> arranges blocks: it holds a table, a heading, code or quotations, or is a single cell.</summary>
    public static bool IsLayout(IReadOnlyList<HtmlNode> nodes, int row)
    {
        int cells = 0;
        int end = Math.Min(nodes[row].End, row + MaxNodes);
        for (int index = row + 1; index < end; index++)
        {
            string name = nodes[index].Name;
            if (name is "table" or "pre" or "blockquote" or "article" or "section" || HtmlElements.GetHeadingLevel(name) > 0) return true;
            if (name is "td" or "th") cells++;
        }
        return cells < 2;
    }
}
