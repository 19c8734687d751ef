namespace SearchEngine.Documents.Formats.Web;

/// <summary>Distinguishes data tables from tables that only lay out a page, as in old pages and mails.</summary>
internal static class HtmlTables
{
    // A layout table is recognized by the start of its first row.
    private const int MaxNodes = 512;

    /// <summary>Whether a row lays out blocks: it contains a table, heading, code or quotation, or has a single cell.</summary>
    public static bool IsLayoutRow(IReadOnlyList<HtmlNode> nodes, int row)
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
