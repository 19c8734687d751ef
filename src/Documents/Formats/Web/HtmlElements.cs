using System.Collections.Frozen;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>Classifies the elements of HTML for text extraction.</summary>
internal static class HtmlElements
{
    private static readonly FrozenSet<string> VoidElements = CreateSet(
        "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "img", "input", "keygen", "link",
        "meta", "param", "source", "track", "wbr");

    private static readonly FrozenSet<string> BlockElements = CreateSet(
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr",
        "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp");

    private static readonly FrozenSet<string> SkippedElements = CreateSet(
        "annotation", "audio", "button", "canvas", "datalist", "embed", "frameset", "head", "iframe", "noembed", "noframes",
        "noscript", "object", "rp", "script", "select", "style", "svg", "template", "textarea", "title", "video");

    private static readonly FrozenSet<string> HeadElements = CreateSet(
        "base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title");

    /// <summary>Whether the element has no content and no end tag.</summary>
    public static bool IsVoid(string name) => VoidElements.Contains(name);

    /// <summary>Whether the element starts and ends a paragraph.</summary>
    public static bool IsBlock(string name) => BlockElements.Contains(name);

    /// <summary>Whether the element's content is not text of the document: scripts, styles, fallbacks, controls.</summary>
    public static bool IsSkipped(string name) => SkippedElements.Contains(name);

    /// <summary>Whether the element may be in the head.</summary>
    public static bool IsHeadElement(string name) => HeadElements.Contains(name);

    /// <returns>1 to 6 for a heading, 0 for anything else.</returns>
    public static int GetHeadingLevel(string name) => name is ['h', >= '1' and <= '6'] ? name[1] - '0' : 0;

    private static FrozenSet<string> CreateSet(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
