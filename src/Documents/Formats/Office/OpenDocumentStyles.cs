using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Maps the paragraph styles of an OpenDocument text to block kinds: built-in styles by their names, which are English in every
/// language, other styles by the style they are based on.
/// </summary>
internal sealed class OpenDocumentStyles
{
    private const string HeadingPrefix = "Heading_20_";

    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    /// <summary>Adds the style definition at the current element.</summary>
    public void Add(XmlPartReader part)
    {
        if (part.GetAttribute("name") is string name && part.GetAttribute("parent-style-name") is string parent) _parents[name] = parent;
    }

    /// <summary>Returns the kind of a paragraph with this style, and the level of a heading from 1.</summary>
    public (BlockKind Kind, int Level) GetBlockType(string? style)
    {
        string name = style is null ? "" : _parents.GetValueOrDefault(style, style);
        if (name.StartsWith(HeadingPrefix, StringComparison.Ordinal))
            return (BlockKind.Heading, Math.Max(XmlPartReader.ParseInt32(name[HeadingPrefix.Length..]), 1));
        return name switch
        {
            "Title" => (BlockKind.Heading, 1),
            "Quotations" => (BlockKind.Quote, 0),
            "Preformatted_20_Text" or "Preformatted" => (BlockKind.Code, 0),
            _ => (BlockKind.Paragraph, 0),
        };
    }
}
