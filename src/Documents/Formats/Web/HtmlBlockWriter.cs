namespace SearchEngine.Documents.Formats.Web;

/// <summary>Writes the blocks of HTML into a document; also used for HTML inside of other formats, such as mail and books.</summary>
internal sealed class HtmlBlockWriter
{
    private readonly IReadOnlyList<HtmlNode> _nodes;
    private readonly DocumentBuilder _builder;
    private readonly InlineText _inline = new();
    private readonly HtmlListState _lists = new();
    private readonly Stack<int> _open = [];
    private List<string>? _row;

    // The number of open elements in which nested blocks are joined by spaces (headings, cells), text is verbatim, or text is quoted.
    private int _singleBlockDepth;
    private int _verbatimDepth;
    private int _quoteDepth;

    private readonly bool _setLinePlaces;

    // The line on which the text of the next block starts; 0 before it has any text.
    private int _line;

    private HtmlBlockWriter(IReadOnlyList<HtmlNode> nodes, DocumentBuilder builder, bool setLinePlaces) =>
        (_nodes, _builder, _setLinePlaces) = (nodes, builder, setLinePlaces);

    /// <summary>Writes everything that is visible in <paramref name="html"/>, including navigation.</summary>
    public static void Write(string html, DocumentBuilder builder, CancellationToken cancellationToken = default)
    {
        HtmlTree tree = HtmlTree.Parse(html, cancellationToken);
        Write(tree, 0, tree.Nodes.Count, HtmlContentFilter.MarkHidden(tree), builder);
    }

    /// <summary>
    /// Writes the nodes from <paramref name="from"/> to <paramref name="to"/>, except <paramref name="dropped"/> nodes and their
    /// descendants. With <paramref name="setLinePlaces"/>, the place of each block is its line in the page.
    /// </summary>
    public static void Write(
        HtmlTree tree,
        int from,
        int to,
        bool[] dropped,
        DocumentBuilder builder,
        bool setLinePlaces = false) =>
        new HtmlBlockWriter(tree.Nodes, builder, setLinePlaces).Write(from, to, dropped);

    private void Write(int from, int to, bool[] dropped)
    {
        for (int index = from; index < to; index = dropped[index] ? _nodes[index].End : index + 1)
        {
            LeaveElementsBefore(index);
            if (dropped[index]) continue;
            HtmlNode node = _nodes[index];
            if (node.IsText && _line == 0 && !string.IsNullOrWhiteSpace(node.Text)) _line = node.Line;
            if (!node.IsText) EnterElement(node, index);
            else if (_verbatimDepth > 0) _inline.AppendVerbatim(node.Text);
            else _inline.Append(node.Text);
        }
        LeaveElementsBefore(to);
        Flush();
    }

    private void LeaveElementsBefore(int index)
    {
        while (_open.TryPeek(out int top) && _nodes[top].End <= index) LeaveElement(_nodes[_open.Pop()]);
    }

    private void EnterElement(HtmlNode node, int index)
    {
        switch (node.Name)
        {
            case "br" when _verbatimDepth > 0:
                _inline.AppendVerbatim("\n");
                return;
            case "br" when _singleBlockDepth > 0:
                _inline.AppendSpace();
                return;
            case "br":
                if (!_inline.AppendLineBreak()) Flush();
                return;
            case "img" when node["alt"] is { Length: > 0 } alt && node["role"] is not "presentation":
                _inline.AppendSpace();
                _inline.Append(alt);
                _inline.AppendSpace();
                return;
        }
        if (!HtmlElements.IsBlock(node.Name)) return;

        Flush();
        _open.Push(index);
        switch (node.Name)
        {
            case "ul" or "ol" or "menu" or "dir" or "dl":
                _lists.OpenList(node);
                break;
            case "li" or "dt" or "dd":
                _lists.BeginItem(node);
                break;
            case "blockquote":
                _quoteDepth++;
                break;
            case "pre" or "listing" or "xmp" or "plaintext" when _singleBlockDepth == 0:
                _verbatimDepth++;
                break;
            case "tr" when _singleBlockDepth == 0 && !HtmlTables.IsLayoutRow(_nodes, index):
                _row = [];
                break;
            case "td" or "th" when _row is not null:
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                _singleBlockDepth++;
                break;
        }
    }

    private void LeaveElement(HtmlNode node)
    {
        if (node.Name is "td" or "th" && _row is not null)
        {
            _row.Add(_inline.ToStringAndClear());
            _singleBlockDepth--;
            return;
        }
        if (HtmlElements.GetHeadingLevel(node.Name) is > 0 and int level && --_singleBlockDepth == 0)
        {
            WritePlace();
            _builder.AddHeading(_inline.ToStringAndClear(), level);
            return;
        }
        Flush();
        switch (node.Name)
        {
            case "ul" or "ol" or "menu" or "dir" or "dl":
                _lists.CloseList();
                break;
            case "blockquote":
                _quoteDepth--;
                break;
            case "pre" or "listing" or "xmp" or "plaintext" when _singleBlockDepth == 0:
                _verbatimDepth--;
                break;
            case "tr" when _row is not null && _singleBlockDepth == 0:
                WritePlace();
                _builder.AddRow(_row);
                _row = null;
                break;
        }
    }

    private void Flush()
    {
        if (_singleBlockDepth > 0)
        {
            _inline.AppendSpace();
            return;
        }
        if (_inline.IsEmpty) return;
        string text = _inline.ToStringAndClear();
        if (string.IsNullOrWhiteSpace(text)) return;
        WritePlace();
        if (_verbatimDepth > 0) _builder.AddBlock(BlockKind.Code, text);
        else if (_lists.IsInItem) _builder.AddBlock(BlockKind.ListItem, _lists.Indent(text));
        else _builder.AddBlock(_quoteDepth > 0 ? BlockKind.Quote : BlockKind.Paragraph, text);
    }

    private void WritePlace()
    {
        if (_setLinePlaces && _line > 0) _builder.SetPlace(FormattableString.Invariant($"line {_line}"));
        _line = 0;
    }
}
