using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>
/// The classes and ids hidden by a page's own style sheets. Only simple rules outside of <c>@media</c> and the like are
/// recognized: <c>.name { display: none }</c>.
/// </summary>
internal sealed partial class HtmlStyles
{
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    public static HtmlStyles Parse(HtmlTree tree)
    {
        HtmlStyles styles = new();
        foreach (HtmlNode node in tree.Nodes)
        {
            if (node.IsText && node.Parent >= 0 && tree.Nodes[node.Parent].Name == "style") styles.Add(Comment().Replace(node.Text, ""));
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

    /// <summary>Whether declarations hide an element, such as <c>display: none</c>.</summary>
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
                    ReadOnlySpan<char> declarations = sheet.AsSpan(start, index - start);
                    if (!selectors.Contains('@', StringComparison.Ordinal) && HidesElement(declarations)) Add(selectors.Split(','));
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
