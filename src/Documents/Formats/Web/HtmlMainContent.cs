namespace SearchEngine.Documents.Formats.Web;

/// <summary>Extracts the main content of a page.</summary>
internal static class HtmlMainContent
{
    // A list of links is navigation if nearly all of its text is links, and the links are as short as page names.
    private const int MinLinks = 4;
    private const int MaxLinkLength = 30;

    /// <summary>
    /// Writes the <c>main</c> elements, or else the <c>article</c> elements, if they contain most of the text; else the whole page
    /// without boilerplate and lists of links; and if that is empty, everything visible.
    /// </summary>
    public static void Write(HtmlTree tree, DocumentBuilder builder)
    {
        bool[] dropped = HtmlContentFilter.MarkBoilerplate(tree);
        DropSmallForms(tree, dropped);
        HtmlTextStatistics statistics = new(tree, dropped);
        List<int> parts = FindOutermost(tree, dropped, IsMain);
        if (!ContainMostText(parts, statistics)) parts = FindOutermost(tree, dropped, IsArticle);
        if (ContainMostText(parts, statistics))
        {
            foreach (int part in parts) HtmlBlockWriter.Write(tree, part, tree.Nodes[part].End, dropped, builder, setLinePlaces: true);
        }
        else
        {
            if (statistics.TotalLinkTextLength < statistics.TotalTextLength / 2) DropLinkLists(tree, dropped, statistics);
            HtmlBlockWriter.Write(tree, 0, tree.Nodes.Count, dropped, builder, setLinePlaces: true);
        }
        if (!builder.IsEmpty) return;
        bool[] hidden = HtmlContentFilter.MarkHidden(tree);
        HtmlBlockWriter.Write(tree, 0, tree.Nodes.Count, hidden, builder, setLinePlaces: true);
    }

    private static bool IsMain(HtmlNode node) => node.Name == "main" || node["role"] is "main";

    private static bool IsArticle(HtmlNode node) => node.Name == "article" || node["role"] is "article";

    private static bool ContainMostText(List<int> parts, HtmlTextStatistics statistics)
    {
        long length = 0;
        foreach (int part in parts) length += statistics.GetTextLength(part);
        return length > 0 && length >= statistics.TotalTextLength / 2;
    }

    private static List<int> FindOutermost(HtmlTree tree, bool[] dropped, Predicate<HtmlNode> wanted)
    {
        List<int> found = [];
        for (int index = 0; index < dropped.Length;)
        {
            bool isMatch = !dropped[index] && wanted(tree.Nodes[index]);
            if (isMatch) found.Add(index);
            index = isMatch || dropped[index] ? tree.Nodes[index].End : index + 1;
        }
        return found;
    }

    // Larger forms are kept, because some programs wrap the whole page in a form.
    private static void DropSmallForms(HtmlTree tree, bool[] dropped)
    {
        HtmlTextStatistics statistics = new(tree, dropped);
        for (int index = 0; index < dropped.Length; index = dropped[index] ? tree.Nodes[index].End : index + 1)
        {
            if (tree.Nodes[index].Name == "form" && statistics.GetTextLength(index) < statistics.TotalTextLength / 4) dropped[index] = true;
        }
    }

    private static void DropLinkLists(HtmlTree tree, bool[] dropped, HtmlTextStatistics statistics)
    {
        for (int index = 0; index < dropped.Length; index = dropped[index] ? tree.Nodes[index].End : index + 1)
        {
            if (dropped[index] || tree.Nodes[index].Name is not ("ul" or "ol" or "div" or "table" or "section" or "td" or "p")) continue;
            long text = statistics.GetTextLength(index);
            long links = statistics.GetLinkTextLength(index);
            int count = statistics.GetLinkCount(index);
            dropped[index] = count >= MinLinks && links * 5 >= text * 4 && links <= count * (long)MaxLinkLength;
        }
    }
}
