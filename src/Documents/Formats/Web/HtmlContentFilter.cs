namespace SearchEngine.Documents.Formats.Web;

/// <summary>Marks the parts of a page that are not content.</summary>
internal static class HtmlContentFilter
{
    /// <summary>Marks invisible elements: scripts, styles, controls, hidden elements.</summary>
    public static bool[] MarkHidden(HtmlTree tree)
    {
        HtmlStyles styles = HtmlStyles.Parse(tree);
        return Mark(tree, index => IsHidden(tree.Nodes[index], styles));
    }

    /// <summary>Marks invisible elements and boilerplate: navigation, sidebars, the page's header and footer, cookie banners.</summary>
    public static bool[] MarkBoilerplate(HtmlTree tree)
    {
        HtmlStyles styles = HtmlStyles.Parse(tree);
        return Mark(tree, index => IsHidden(tree.Nodes[index], styles) || IsBoilerplate(tree, index));
    }

    private static bool[] Mark(HtmlTree tree, Predicate<int> dropped)
    {
        bool[] marks = new bool[tree.Nodes.Count];
        for (int index = 0; index < marks.Length; index = marks[index] ? tree.Nodes[index].End : index + 1)
        {
            marks[index] = !tree.Nodes[index].IsText && dropped(index);
        }
        return marks;
    }

    private static bool IsHidden(HtmlNode node, HtmlStyles styles)
    {
        if (HtmlElements.IsSkipped(node.Name)) return true;
        return node.Attributes.Length > 0
            && (node["hidden"] is not null and not "until-found"
                || node["aria-hidden"] is "true"
                || HtmlStyles.HidesElement(node["style"])
                || styles.IsHidden(node));
    }

    private static bool IsBoilerplate(HtmlTree tree, int index)
    {
        HtmlNode node = tree.Nodes[index];
        return node.Name switch
        {
            "nav" or "aside" or "dialog" or "search" => true,
            "header" => !IsInArticle(node, tree) && !ContainsTitle(tree, index),
            "footer" => !IsInArticle(node, tree),
            "article" or "main" or "body" or "html" => false,
                _ => node.Attributes.Length > 0 && (HasBoilerplateRole(node) || IsCookieBanner(node)),
            };
        }

        private static bool HasBoilerplateRole(HtmlNode node)
        {
            return node["role"] is "navigation" or "banner" or "contentinfo" or "complementary" or "search"
                or "menu" or "menubar" or "toolbar" or "dialog" or "alertdialog";
    }

    private static bool ContainsTitle(HtmlTree tree, int header)
    {
        int first = tree.FirstHeading;
        return first > header && first < tree.Nodes[header].End && tree.LastHeading < tree.Nodes[header].End;
    }

    private static bool IsInArticle(HtmlNode node, HtmlTree tree)
    {
        for (int parent = node.Parent; parent >= 0; parent = tree.Nodes[parent].Parent)
        {
            HtmlNode element = tree.Nodes[parent];
            if (element.Name is "article" or "main" or "section" || element["role"] is "main" or "article") return true;
        }
        return false;
    }

    // A bakery's page may have a class "cookie"; a cookie banner also has one of the other words.
    private static bool IsCookieBanner(HtmlNode node) =>
        HtmlElements.IsBlock(node.Name)
        && (NamesCookieBanner(node["id"]) || NamesCookieBanner(node["class"]) || NamesCookieBanner(node["aria-label"]));

    private static bool NamesCookieBanner(string? words) =>
        words is not null
        && ContainsAny(words, "cookie", "gdpr", "consent")
        && ContainsAny(words, "banner", "notice", "consent", "popup", "modal", "overlay", "law");

    private static bool ContainsAny(string words, params ReadOnlySpan<string> candidates)
    {
        foreach (string word in candidates)
        {
            if (words.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
