using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>
/// The elements and texts of a document in document order: a node's descendants follow it, up to its <see cref="HtmlNode.End"/>, so
/// that walking and skipping need no recursion. It is built from AngleSharp's tokens by HTML's rules for omitted tags, and not from
/// AngleSharp's DOM, which takes quadratic time in the nesting (minutes for 100,000 elements).
/// </summary>
internal sealed class HtmlTree
{
    // Deeper elements become siblings, which loses no text.
    private const int MaxDepth = 256;

    // A page of 50 MB may consist of tags only, each of which takes many times its length in memory.
    private const int MaxNodes = 4_000_000;

    private static readonly string[] KeptAttributes =
    [
        "alt", "aria-hidden", "aria-label", "class", "content", "datetime", "hidden", "http-equiv", "id", "itemprop", "lang", "name",
        "property", "pubdate", "role", "start", "style", "type", "xml:lang",
    ];

    private readonly List<HtmlNode> _nodes = [];
    private readonly List<int> _open = [];
    private readonly StringBuilder _text = new();
    private readonly bool _isXml;
    private int _line;

    private HtmlTree(bool isXml) => _isXml = isXml;

    public IReadOnlyList<HtmlNode> Nodes => _nodes;

    /// <summary>The index of the first heading of level 1; -1 if there is none.</summary>
    public int FirstHeading { get; private set; } = -1;

    /// <summary>The index of the last heading of level 1; -1 if there is none.</summary>
    public int LastHeading { get; private set; } = -1;

    public static HtmlTree Parse(string html, CancellationToken cancellationToken = default)
    {
        HtmlTree tree = new(IsXml(html));
        using TextSource source = new(new ReadOnlyMemoryTextSource(html.AsMemory()));
        using HtmlTokenizer tokenizer = new(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            ShouldEmitAttribute = IsKept,
            IsAcceptingCharacterData = tree._isXml,
        };
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

    private static bool IsKept(ref StructHtmlToken token, ReadOnlyMemory<char> name)
    {
        foreach (string attribute in KeptAttributes)
        {
            if (name.Span.SequenceEqual(attribute)) return true;
        }
        return false;
    }

    private static bool IsXml(string html)
    {
        ReadOnlySpan<char> start = html.AsSpan(0, Math.Min(html.Length, 1024)).TrimStart();
        return start.StartsWith("<?xml") || start.Contains("http://www.w3.org/1999/xhtml", StringComparison.Ordinal);
    }

    /// <returns>How to tokenize the element's content, if not as HTML.</returns>
    private HtmlParseMode? OpenElement(ref StructHtmlToken token)
    {
        FlushText();
        string name = token.Name.ToString();
        CloseImplied(name);
        (string, string)[] attributes = CopyAttributes(ref token);

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
        bool isForeign = (token.IsSelfClosing || mode is not null) && (IsForeign(name) || IsInForeignContent());
        if (HtmlElements.IsVoid(name) || (token.IsSelfClosing && (_isXml || isForeign))) return null;

        if (_open.Count < MaxDepth) _open.Add(_nodes.Count - 1);
        return isForeign ? null : mode;
    }

    private static (string, string)[] CopyAttributes(ref StructHtmlToken token)
    {
        (string, string)[] attributes = token.Attributes.Count == 0 ? [] : new (string, string)[token.Attributes.Count];
        for (int index = 0; index < attributes.Length; index++)
            attributes[index] = (token.Attributes[index].Name.ToString(), token.Attributes[index].Value.ToString());
        return attributes;
    }

    private static bool IsForeign(string name) => name is "svg" or "math";

    private bool IsInForeignContent() => FindOpen(IsForeign, static _ => false) >= 0;

    private void CloseElement(string name)
    {
        FlushText();
        bool isBlock = HtmlElements.IsBlock(name) || HtmlElements.IsSkipped(name);
        bool isTable = name is "table" or "tbody" or "thead" or "tfoot" or "tr" or "td" or "th" or "body" or "html";
        int found = FindOpen(
            open => open == name,
            open => isBlock ? !isTable && open is "td" or "th" : HtmlElements.IsBlock(open));
        if (found >= 0) CloseDownTo(found);
    }

    /// <summary>Closes the elements that the start of an element ends without an end tag.</summary>
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
                CloseNearest(
                    static open => open is "tbody" or "thead" or "tfoot" or "tr" or "caption",
                    static open => open == "table");
                break;
            case "option":
                CloseNearest(static open => open == "option", static open => open == "select");
                break;
            case "a":
                CloseNearest(static open => open == "a", HtmlElements.IsBlock);
                break;
        }
        if (!HtmlElements.IsBlock(name) || name is "td" or "th" or "tr") return;
        if (!_isXml && name != "title") CloseForeignContent();
        CloseNearest(static open => open == "p", static open => HtmlElements.IsBlock(open) && open is not "p");
        if (HtmlElements.GetHeadingLevel(name) > 0)
            CloseNearest(static open => HtmlElements.GetHeadingLevel(open) > 0, HtmlElements.IsBlock);
    }

    /// <summary>Closes all open drawings and formulas, because they cannot contain blocks.</summary>
    private void CloseForeignContent()
    {
        while (FindOpen(IsForeign, IsForeignBoundary) is >= 0 and int found) CloseDownTo(found);
    }

    private static bool IsForeignBoundary(string name)
    {
        return HtmlElements.IsBlock(name) || name is "foreignobject" or "desc" or "annotation-xml";
    }

    private void CloseNearest(Predicate<string> wanted, Predicate<string> boundary)
    {
        int found = FindOpen(wanted, boundary);
        if (found >= 0) CloseDownTo(found);
    }

    /// <returns>The index of the innermost matching open element; -1 if a boundary comes first.</returns>
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
