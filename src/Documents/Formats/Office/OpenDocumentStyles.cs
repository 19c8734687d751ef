using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>What the paragraph styles of an OpenDocument text mean: the built-in ones by their names, which are English in every language, the others by those they are based on.</summary>
internal sealed class OpenDocumentStyles
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    /// <summary>Takes the definition that begins here.</summary>
    public void Add(XmlPartReader part)
    {
        if (part.GetAttribute("name") is string name && part.GetAttribute("parent-style-name") is string parent) _parents[name] = parent;
    }

    /// <summary>What a paragraph of this style is; a heading has a level from 1.</summary>
    public (BlockKind Kind, int Level) GetBlockType(string? style)
    {
        string name = style is null ? "" : _parents.GetValueOrDefault(style, style);
        if (name.StartsWith("Heading_20_", StringComparison.Ordinal)) return (BlockKind.Heading, Math.Max(WordParagraph.ParseNumber(name["Heading_20_".Length..]), 1));
        return name switch
        {
            "Title" => (BlockKind.Heading, 1),
            "Quotations" => (BlockKind.Quote, 0),
            "Preformatted_20_Text" or "Preformatted" => (BlockKind.Code, 0),
            _ => (BlockKind.Paragraph, 0),
        };
    }
}
