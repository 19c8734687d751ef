using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>The classes and ids that a page's own style sheets hide, by the plain rules that people write: <c>.name { display: none }</c>, outside of <c>@media</c> and the like.</summary>
internal sealed partial class HtmlStyles
{
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    public static HtmlStyles Parse(HtmlTree tree)
    {
        HtmlStyles styles = new();
        for (int index = 0; index < tree.Nodes.Count; index++)
        {
            if (tree.Nodes[index].IsText && tree.Nodes[index].Parent is >= 0 and int parent && tree.Nodes[parent].Name == "style") styles.Add(Comment().Replace(tree.Nodes[index].Text, ""));
        }
        return styles;
    }

    public bool IsHidden(HtmlNode node)
    {
        if (_hidden.Count == 0) return false;
        if (node["id"] is { Length: > 0 } id && _hidden.Contains('#' + id)) return true;
        foreach (string name in node["class"]?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (_hidden.Contains('.' + name)) return true;
        }
        return false;
    }

    /// <summary>Whether declarations such as <c>display: none</c> hide what they stand for.</summary>
    public static bool HidesElement(ReadOnlySpan<char> declarations) => HidingDeclaration().IsMatch(declarations);

    private void Add(string sheet)
    {
        int depth = 0;
        int start = 0;
        string selectors = "";
        for (int index = 0; index < sheet.Length; index++)
        {
            switch (sheet[index])
            {
                case '{' when depth++ == 0:
                    (selectors, start) = (sheet[start..index], index + 1);
                    break;
                case '}' when depth > 0 && --depth == 0:
                    if (!selectors.Contains('@', StringComparison.Ordinal) && HidesElement(sheet.AsSpan(start, index - start))) Add(selectors.Split(','));
                    start = index + 1;
                    break;
                case ';' when depth == 0:
                    start = index + 1;
                    break;
            }
        }
    }

    private void Add(string[] selectors)
    {
        foreach (string selector in selectors)
        {
            if (SimpleSelector().IsMatch(selector.AsSpan().Trim())) _hidden.Add(selector.Trim());
        }
    }

    [GeneratedRegex(@"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HidingDeclaration();

    [GeneratedRegex(@"^[.#][\w-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex SimpleSelector();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();
}
