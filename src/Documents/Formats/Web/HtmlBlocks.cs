using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>Writes the blocks of HTML into a document: what other formats hold as HTML, too, such as mail and books.</summary>
internal sealed class HtmlBlocks
{
    private readonly IReadOnlyList<HtmlNode> _nodes;
    private readonly DocumentBuilder _builder;
    private readonly InlineText _inline = new();
    private readonly HtmlLists _lists = new();
    private readonly Stack<int> _open = [];
    private List<string>? _row;

    // How many elements are open in which a block's end is only a blank (headings, cells), in which text stands as it is, and in which it is quoted.
    private int _whole;
    private int _verbatim;
    private int _quotes;

    private readonly bool _withLines;

    // The line of the page on which the next block's text begins; 0 before it has any.
    private int _line;

    private HtmlBlocks(IReadOnlyList<HtmlNode> nodes, DocumentBuilder builder, bool withLines) => (_nodes, _builder, _withLines) = (nodes, builder, withLines);

    /// <summary>Writes all that a reader of <paramref name="html"/> would see, navigation included.</summary>
    public static void Write(string html, DocumentBuilder builder, CancellationToken cancellationToken = default)
    {
        HtmlTree tree = HtmlTree.Parse(html, cancellationToken);
        Write(tree, 0, tree.Nodes.Count, HtmlContent.Unseen(tree), builder);
    }

    /// <summary>
    /// Writes the nodes from <paramref name="from"/> to <paramref name="to"/>, but for those that are <paramref name="dropped"/> with what is inside of them; on request, each block's place is its line in the page.
    /// </summary>
    public static void Write(HtmlTree tree, int from, int to, bool[] dropped, DocumentBuilder builder, bool withLines = false) => new HtmlBlocks(tree.Nodes, builder, withLines).Write(from, to, dropped);

    private void Write(int from, int to, bool[] dropped)
    {
        for (int index = from; index < to; index = dropped[index] ? _nodes[index].End : index + 1)
        {
            LeaveUpTo(index);
            if (dropped[index]) continue;
            HtmlNode node = _nodes[index];
            if (node.IsText && _line == 0 && !string.IsNullOrWhiteSpace(node.Text)) _line = node.Line;
            if (!node.IsText) Enter(node, index);
            else if (_verbatim > 0) _inline.AppendVerbatim(node.Text);
            else _inline.Append(node.Text);
        }
        LeaveUpTo(to);
        Flush();
    }

    private void LeaveUpTo(int index)
    {
        while (_open.TryPeek(out int top) && _nodes[top].End <= index) Leave(_nodes[_open.Pop()]);
    }

    private void Enter(HtmlNode node, int index)
    {
        switch (node.Name)
        {
            case "br" when _verbatim > 0:
                _inline.AppendVerbatim("\n");
                return;
            case "br" when _whole > 0:
                _inline.Space();
                return;
            case "br":
                if (!_inline.Break()) Flush();
                return;
            case "img" when node["alt"] is { Length: > 0 } alt && node["role"] is not "presentation":
                _inline.Space();
                _inline.Append(alt);
                _inline.Space();
                return;
        }
        if (!HtmlElements.IsBlock(node.Name)) return;

        Flush();
        _open.Push(index);
        switch (node.Name)
        {
            case "ul" or "ol" or "menu" or "dir" or "dl":
                _lists.Open(node);
                break;
            case "li" or "dt" or "dd":
                _lists.Item(node);
                break;
            case "blockquote":
                _quotes++;
                break;
            case "pre" or "listing" or "xmp" or "plaintext" when _whole == 0:
                _verbatim++;
                break;
            case "tr" when _whole == 0 && !HtmlTables.IsLayout(_nodes, index):
                _row = [];
                break;
            case "td" or "th" when _row is not null:
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                _whole++;
                break;
        }
    }

    private void Leave(HtmlNode node)
    {
        if (node.Name is "td" or "th" && _row is not null)
        {
            _row.Add(_inline.Take());
            _whole--;
            return;
        }
        if (HtmlElements.HeadingLevel(node.Name) is > 0 and int level && --_whole == 0)
        {
            Place();
            _builder.Heading(_inline.Take(), level);
            return;
        }
        Flush();
        switch (node.Name)
        {
            case "ul" or "ol" or "menu" or "dir" or "dl":
                _lists.Close();
                break;
            case "blockquote":
                _quotes--;
                break;
            case "pre" or "listing" or "xmp" or "plaintext" when _whole == 0:
                _verbatim--;
                break;
            case "tr" when _row is not null && _whole == 0:
                Place();
                _builder.Row(_row);
                _row = null;
                break;
        }
    }

    private void Flush()
    {
        if (_whole > 0)
        {
            _inline.Space();
            return;
        }
        if (_inline.IsEmpty) return;
        string text = _inline.Take();
        if (string.IsNullOrWhiteSpace(text)) return;
        Place();
        if (_verbatim > 0) _builder.Add(BlockKind.Code, text);
        else if (_lists.InItem) _builder.Add(BlockKind.ListItem, _lists.Indent(text));
        else _builder.Add(_quotes > 0 ? BlockKind.Quote : BlockKind.Paragraph, text);
    }

    private void Place()
    {
        if (_withLines && _line > 0) _builder.Place(FormattableString.Invariant($"line {_line}"));
        _line = 0;
    }
}
