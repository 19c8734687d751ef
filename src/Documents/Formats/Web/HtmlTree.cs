using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>
/// A document's elements and texts in document order: what is inside of a node stands right behind it, up to its <see cref="HtmlNode.End"/>, so that walking and skipping need no
/// recursion. Made from AngleSharp's tokens by the rules of HTML for tags left out, without its DOM: that one takes time by the square of the nesting (minutes for 100,000 elements).
/// </summary>
internal sealed class HtmlTree
{
    // Deeper elements become siblings, which loses no text.
    private const int MaxDepth = 256;

    // A page of 50 MB may be nothing but tags, each of which takes many times its length.
    private const int MaxNodes = 4_000_000;

    private static readonly string[] KeptAttributes =
    [
        "alt", "aria-hidden", "aria-label", "class", "content", "datetime", "hidden", "http-equiv", "id", "itemprop", "lang", "name", "property", "pubdate", "role", "start", "style",
        "type", "xml:lang",
    ];

    private readonly List<HtmlNode> _nodes = [];
    private readonly List<int> _open = [];
    private readonly StringBuilder _text = new();
    private readonly bool _xml;
    private int _line;

    private HtmlTree(bool xml) => _xml = xml;

    public IReadOnlyList<HtmlNode> Nodes => _nodes;

    /// <summary>The first heading of level 1; -1 where there is none.</summary>
    public int FirstHeading { get; private set; } = -1;

    /// <summary>The last heading of level 1; -1 where there is none.</summary>
    public int LastHeading { get; private set; } = -1;

    public static HtmlTree Parse(string html, CancellationToken cancellationToken = default)
    {
        HtmlTree tree = new(IsXml(html));
        using TextSource source = new(new ReadOnlyMemoryTextSource(html.AsMemory()));
        using HtmlTokenizer tokenizer = new(source, HtmlEntityProvider.Resolver) { SkipComments = true, ShouldEmitAttribute = IsWanted, IsAcceptingCharacterData = tree._xml };
        for (int count = 1; ; count++)
        {
            if (count % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (tree._nodes.Count > MaxNodes) throw new UnreadableDocumentException($"it has more than {MaxNodes:N0} elements");
            ref StructHtmlToken token = ref tokenizer.GetStructToken();
            if (token.Type == HtmlTokenType.EndOfFile) break;
            if (token.Type == HtmlTokenType.Character) tree.AddCharacters(ref token);
            else if (token.Type == HtmlTokenType.EndTag) tree.CloseElement(token.Name.ToString());
            else if (token.Type == HtmlTokenType.StartTag && tree.OpenElement(ref token) is { } mode) tokenizer.State = mode;
        }
        tree.FlushText();
        tree.CloseDownTo(0);
        return tree;
    }

    private static bool IsWanted(ref StructHtmlToken token, ReadOnlyMemory<char> name)
    {
        foreach (string attribute in KeptAttributes)
        {
            if (name.Span.SequenceEqual(attribute)) return true;
        }
        return false;
    }

    private static bool IsXml(string html)
    {
        ReadOnlySpan<char> begin = html.AsSpan(0, Math.Min(html.Length, 1024)).TrimStart();
        return begin.StartsWith("<?xml") || begin.Contains("http://www.w3.org/1999/xhtml", StringComparison.Ordinal);
    }

    /// <returns>How the element's content is to be read, where not as HTML.</returns>
    private HtmlParseMode? OpenElement(ref StructHtmlToken token)
    {
        FlushText();
        string name = token.Name.ToString();
        CloseImplied(name);
        (string, string)[] attributes = token.Attributes.Count == 0 ? [] : new (string, string)[token.Attributes.Count];
        for (int index = 0; index < attributes.Length; index++) attributes[index] = (token.Attributes[index].Name.ToString(), token.Attributes[index].Value.ToString());

        HtmlNode node = new(name, "", Parent, attributes) { End = _nodes.Count + 1 };
        if (name == "h1") (FirstHeading, LastHeading) = (FirstHeading < 0 ? _nodes.Count : FirstHeading, _nodes.Count);
        _nodes.Add(node);
        HtmlParseMode? mode = name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
            "title" or "textarea" => HtmlParseMode.RCData,
            _ => null,
        };
        bool drawing = (token.IsSelfClosing || mode is not null) && (name is "svg" or "math" || FindOpen(static open => open is "svg" or "math", static _ => false) >= 0);
        if (HtmlElements.IsVoid(name) || (token.IsSelfClosing && (_xml || drawing))) return null;

        if (_open.Count < MaxDepth) _open.Add(_nodes.Count - 1);
        return drawing ? null : mode;
    }

    private void CloseElement(string name)
    {
        FlushText();
        bool block = HtmlElements.IsBlock(name) || HtmlElements.IsSkipped(name);
        bool table = name is "table" or "tbody" or "thead" or "tfoot" or "tr" or "td" or "th" or "body" or "html";
        int found = FindOpen(open => open == name, open => block ? !table && open is "td" or "th" : HtmlElements.IsBlock(open));
        if (found >= 0) CloseDownTo(found);
    }

    /// <summary>Closes what the start of an element ends although no end tag says so.</summary>
    private void CloseImplied(string name)
    {
        if (_open.Count == 0) return;
        if (!HtmlElements.IsHeadElement(name)) CloseNearest(static open => open == "head", static open => open is not "head");
        switch (name)
        {
            case "li":
                CloseNearest(static open => open == "li", static open => open is "ul" or "ol" or "menu" or "td" or "th");
                break;
            case "dt" or "dd":
                CloseNearest(static open => open is "dt" or "dd", static open => open is "dl" or "td" or "th");
                break;
            case "td" or "th":
                CloseNearest(static open => open is "td" or "th", static open => open is "tr" or "table");
                break;
            case "tr":
                CloseNearest(static open => open == "tr", static open => open is "table" or "tbody" or "thead" or "tfoot");
                break;
            case "tbody" or "thead" or "tfoot":
                CloseNearest(static open => open is "tbody" or "thead" or "tfoot" or "tr" or "caption", static open => open == "table");
                break;
            case "option":
                CloseNearest(static open => open == "option", static open => open == "select");
                break;
            case "a":
                CloseNearest(static open => open == "a", HtmlElements.IsBlock);
                break;
        }
        if (!HtmlElements.IsBlock(name) || name is "td" or "th" or "tr") return;
        if (!_xml && name != "title") CloseForeignContent();
        CloseNearest(static open => open == "p", static open => HtmlElements.IsBlock(open) && open is not "p");
        if (HtmlElements.GetHeadingLevel(name) > 0) CloseNearest(static open => HtmlElements.GetHeadingLevel(open) > 0, HtmlElements.IsBlock);
    }

    /// <summary>Blocks do not stand in drawings and formulas: one that begins there ends all of them.</summary>
    private void CloseForeignContent()
    {
        while (FindOpen(static open => open is "svg" or "math", static open => HtmlElements.IsBlock(open) || open is "foreignobject" or "desc" or "annotation-xml") is >= 0 and int found) CloseDownTo(found);
    }

    private void CloseNearest(Predicate<string> wanted, Predicate<string> boundary)
    {
        int found = FindOpen(wanted, boundary);
        if (found >= 0) CloseDownTo(found);
    }

    /// <returns>The place among the open elements of the innermost one wanted; -1 where a boundary comes first.</returns>
    private int FindOpen(Predicate<string> wanted, Predicate<string> boundary)
    {
        for (int index = _open.Count - 1; index >= 0; index--)
        {
            string name = _nodes[_open[index]].Name;
            if (wanted(name)) return index;
            if (boundary(name)) return -1;
        }
        return -1;
    }

    private int Parent => _open.Count == 0 ? -1 : _open[^1];

    private void CloseDownTo(int count)
    {
        while (_open.Count > count)
        {
            _nodes[_open[^1]].End = _nodes.Count;
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void AddCharacters(ref StructHtmlToken token)
    {
        ReadOnlySpan<char> text = token.Data.Memory.Span;
        if (_text.Length == 0) _line = token.Position.Line + text[..^text.TrimStart().Length].Count('\n');
        _text.Append(text);
    }

    private void FlushText()
    {
        if (_text.Length == 0) return;
        _nodes.Add(new HtmlNode("", _text.ToString(), Parent, []) { End = _nodes.Count + 1, Line = _line });
        _text.Clear();
    }
}
