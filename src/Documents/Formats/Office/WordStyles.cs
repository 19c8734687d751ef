using System.Globalization;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Maps the paragraph styles of a Word document to block kinds. Built-in styles have English names in every language, while their
/// ids are translated; a style without a known name inherits that of the style it is based on.
/// </summary>
internal sealed class WordStyles
{
    private const int MaxInheritanceDepth = 32;

    private static readonly string[] QuoteStyles = ["quote", "intense quote", "quotations", "block text"];
    private static readonly string[] CodeStyles = ["html preformatted", "preformatted text", "source code", "code", "macro"];

    private readonly Dictionary<string, Definition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordStyle> _resolved = new(StringComparer.Ordinal);

    /// <summary>The style of paragraphs without a style.</summary>
    public WordStyle Default { get; } = new(BlockKind.Paragraph);

    /// <summary>Returns the style with this id; the default if there is none.</summary>
    public WordStyle this[string? id]
    {
        get
        {
            if (id is null) return Default;
            if (!_resolved.TryGetValue(id, out WordStyle? style)) _resolved[id] = style = Resolve(id);
            return style;
        }
    }

    /// <summary>Reads the styles part; empty if there is none.</summary>
    public static WordStyles Read(XmlPartReader? part)
    {
        WordStyles styles = new();
        Definition style = new();
        while (part is not null && part.Read())
        {
            if (!part.IsStart) continue;
            string value = part.GetAttribute("val") ?? "";
            switch (part.Name)
            {
                case "style":
                    styles._definitions[part.GetAttribute("styleId") ?? ""] = style = new Definition();
                    break;
                case "name":
                    style.Name = value;
                    break;
                case "basedOn":
                    style.BasedOn = value;
                    break;
                case "outlineLvl":
                    style.OutlineLevel = XmlPartReader.ParseInt32(value);
                    break;
                case "numId":
                    style.IsList = value != "0";
                    break;
                case "ilvl":
                    style.ListLevel = XmlPartReader.ParseInt32(value);
                    break;
            }
        }
        return styles;
    }

    private WordStyle Resolve(string id)
    {
        Definition? style = _definitions.GetValueOrDefault(id);
        for (int depth = 0; style is not null && depth < MaxInheritanceDepth; depth++)
        {
            if (GetStyle(style) is WordStyle resolved) return resolved;
            style = style.BasedOn is null ? null : _definitions.GetValueOrDefault(style.BasedOn);
        }
        return Default;
    }

    private static WordStyle? GetStyle(Definition style)
    {
        string name = style.Name.ToLowerInvariant();
        if (name.StartsWith("toc ", StringComparison.Ordinal) || name is "table of figures" or "contents heading")
            return new WordStyle(BlockKind.Paragraph) { IsTableOfContents = true };
        if (name is "title") return new WordStyle(BlockKind.Heading, 1);
        if (TryParseHeading(name, out int level))
            return new WordStyle(BlockKind.Heading, Math.Clamp(level, 1, 6));
        if (style.OutlineLevel is >= 0 and < 9) return new WordStyle(BlockKind.Heading, Math.Min(style.OutlineLevel + 1, 6));
        if (QuoteStyles.Contains(name)) return new WordStyle(BlockKind.Quote);
        if (CodeStyles.Contains(name)) return new WordStyle(BlockKind.Code);
        return style.IsList ? new WordStyle(BlockKind.ListItem, Math.Max(style.ListLevel, 0)) : null;
    }

    private static bool TryParseHeading(string name, out int level)
    {
        level = 0;
        return name.StartsWith("heading ", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out level);
    }

    private sealed class Definition
    {
        public string Name { get; set; } = "";

        public string? BasedOn { get; set; }

        public int OutlineLevel { get; set; } = -1;

        public bool IsList { get; set; }

        public int ListLevel { get; set; }
    }
}

/// <summary>The effect of a style on a paragraph.</summary>
/// <param name="Kind">The kind of block.</param>
/// <param name="Level">The level of a heading from 1 to 6, or of a list item from 0.</param>
internal sealed record WordStyle(BlockKind Kind, int Level = 0)
{
    /// <summary>Whether the paragraph is an entry of a table of contents, which repeats the headings.</summary>
    public bool IsTableOfContents { get; init; }
}
