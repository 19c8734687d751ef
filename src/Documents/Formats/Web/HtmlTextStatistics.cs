namespace SearchEngine.Documents.Formats.Web;

/// <summary>Counts the characters in each element of a page, and how many of them are in links.</summary>
internal sealed class HtmlTextStatistics
{
    private readonly int[] _textLengths;
    private readonly int[] _linkTextLengths;
    private readonly int[] _linkCounts;

    /// <summary>Counts everything except <paramref name="dropped"/> nodes.</summary>
    public HtmlTextStatistics(HtmlTree tree, bool[] dropped)
    {
        IReadOnlyList<HtmlNode> nodes = tree.Nodes;
        (_textLengths, _linkTextLengths, _linkCounts) = (new int[nodes.Count], new int[nodes.Count], new int[nodes.Count]);
        for (int index = 0; index < nodes.Count; index = dropped[index] ? nodes[index].End : index + 1)
        {
            if (!dropped[index] && nodes[index].IsText) _textLengths[index] = nodes[index].Text.AsSpan().Trim().Length;
        }
        // Descendants come after their element, so going backwards visits them first.
        for (int index = nodes.Count - 1; index >= 0; index--)
        {
            HtmlNode node = nodes[index];
            if (node.Name == "a" && _textLengths[index] > 0) (_linkTextLengths[index], _linkCounts[index]) = (_textLengths[index], 1);
            if (node.Parent < 0)
            {
                TotalTextLength += _textLengths[index];
                TotalLinkTextLength += _linkTextLengths[index];
                continue;
            }
            _textLengths[node.Parent] += _textLengths[index];
            _linkTextLengths[node.Parent] += _linkTextLengths[index];
            _linkCounts[node.Parent] += _linkCounts[index];
        }
    }

    /// <summary>The number of characters of the whole page.</summary>
    public long TotalTextLength { get; }

    /// <summary>The number of characters in links.</summary>
    public long TotalLinkTextLength { get; }

    public int GetTextLength(int node) => _textLengths[node];

    public int GetLinkTextLength(int node) => _linkTextLengths[node];

    public int GetLinkCount(int node) => _linkCounts[node];
}
