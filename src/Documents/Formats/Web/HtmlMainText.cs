namespace SearchEngine.Documents.Formats.Web;

/// <summary>Finds the part of a page that it was made for.</summary>
internal static class HtmlMainText
{
    // A list of links is navigation when nearly all of it is links, and those are as short as the names of pages.
    private const int MinLinks = 4;
    private const int MaxLinkLength = 30;

    /// <summary>
    /// Writes the elements <c>main</c>, else those named <c>article</c>, where they hold most of the page; else the whole page but for what surrounds it and lists of links; where that leaves
    /// nothing, all that is seen.
    /// </summary>
    public static void Write(HtmlTree tree, DocumentBuilder builder)
    {
        bool[] dropped = HtmlContentFilter.MarkBoilerplate(tree);
        DropSmallForms(tree, dropped);
        HtmlTextStatistics measure = new(tree, dropped);
        List<int> parts = FindOutermost(tree, dropped, static node => node.Name == "main" || node["role"] is "main");
        if (!ContainMostText(parts, measure)) parts = FindOutermost(tree, dropped, static node => node.Name == "article" || node["role"] is "article");
        if (ContainMostText(parts, measure))
        {
            foreach (int part in parts) HtmlBlockWriter.Write(tree, part, tree.Nodes[part].End, dropped, builder, withLines: true);
        }
        else
        {
            if (measure.TotalLinkTextLength < measure.TotalTextLength / 2) DropLinkLists(tree, dropped, measure);
            HtmlBlockWriter.Write(tree, 0, tree.Nodes.Count, dropped, builder, withLines: true);
        }
        if (builder.IsEmpty) HtmlBlockWriter.Write(tree, 0, tree.Nodes.Count, HtmlContentFilter.MarkHidden(tree), builder, withLines: true);
    }

    private static bool ContainMostText(List<int> parts, HtmlTextStatistics measure)
    {
        long held = 0;
        foreach (int part in parts) held += measure.GetTextLength(part);
        return held > 0 && held >= measure.TotalTextLength / 2;
    }

    private static List<int> FindOutermost(HtmlTree tree, bool[] dropped, Predicate<HtmlNode> wanted)
    {
        List<int> found = [];
        for (int index = 0; index < dropped.Length;)
        {
            bool take = !dropped[index] && wanted(tree.Nodes[index]);
            if (take) found.Add(index);
            index = take || dropped[index] ? tree.Nodes[index].End : index + 1;
        }
        return found;
    }

    // Some programs wrap the whole page in a form.
    private static void DropSmallForms(HtmlTree tree, bool[] dropped)
    {
        HtmlTextStatistics measure = new(tree, dropped);
        for (int index = 0; index < dropped.Length; index = dropped[index] ? tree.Nodes[index].End : index + 1)
        {
            if (tree.Nodes[index].Name == "form" && measure.GetTextLength(index) < measure.TotalTextLength / 4) dropped[index] = true;
        }
    }

    private static void DropLinkLists(HtmlTree tree, bool[] dropped, HtmlTextStatistics measure)
    {
        for (int index = 0; index < dropped.Length; index = dropped[index] ? tree.Nodes[index].End : index + 1)
        {
            if (dropped[index] || tree.Nodes[index].Name is not ("ul" or "ol" or "div" or "table" or "section" or "td" or "p")) continue;
            (long text, long links, int count) = (measure.GetTextLength(index), measure.GetLinkTextLength(index), measure.GetLinkCount(index));
            dropped[index] = count >= MinLinks && links * 5 >= text * 4 && links <= count * (long)MaxLinkLength;
        }
    }
}
