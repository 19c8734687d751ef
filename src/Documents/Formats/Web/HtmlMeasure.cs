namespace SearchEngine.Documents.Formats.Web;

/// <summary>How much text each element of a page holds, and how much of that is links.</summary>
internal sealed class HtmlMeasure
{
    private readonly int[] _text;
    private readonly int[] _links;
    private readonly int[] _count;

    /// <summary>Measures all but what is <paramref name="dropped"/>.</summary>
    public HtmlMeasure(HtmlTree tree, bool[] dropped)
    {
        IReadOnlyList<HtmlNode> nodes = tree.Nodes;
        (_text, _links, _count) = (new int[nodes.Count], new int[nodes.Count], new int[nodes.Count]);
        for (int index = 0; index < nodes.Count; index = dropped[index] ? nodes[index].End : index + 1)
        {
            if (!dropped[index] && nodes[index].IsText) _text[index] = nodes[index].Text.AsSpan().Trim().Length;
        }
        // What is inside of an element stands behind it, so that going backwards meets it first.
        for (int index = nodes.Count - 1; index >= 0; index--)
        {
            HtmlNode node = nodes[index];
            if (node.Name == "a" && _text[index] > 0) (_links[index], _count[index]) = (_text[index], 1);
            if (node.Parent < 0)
            {
                Total += _text[index];
                Links += _links[index];
                continue;
            }
            _text[node.Parent] += _text[index];
            _links[node.Parent] += _links[index];
            _count[node.Parent] += _count[index];
        }
    }

    /// <summary>The characters of the whole page.</summary>
    public long Total { get; }

    /// <summary>Those of them that stand in links.</summary>
    public long Links { get; }

    public int TextIn(int node) => _text[node];

    public int LinksIn(int node) => _links[node];

    public int LinkCountIn(int node) => _count[node];
}
