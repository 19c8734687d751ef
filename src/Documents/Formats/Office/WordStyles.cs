using System.Globalization;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// What a Word document's paragraph styles mean. Built-in styles have English names in every language, while their ids are translated; a style that says nothing takes what the one it
/// is based on says.
/// </summary>
internal sealed class WordStyles
{
    private const int MaxInheritance = 32;

    private readonly Dictionary<string, Definition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordStyle> _resolved = new(StringComparer.Ordinal);

    /// <summary>The style of paragraphs that name none.</summary>
    public WordStyle Default { get; } = new(BlockKind.Paragraph);

    /// <summary>The meaning of the style with this id; the default's where there is none.</summary>
    public WordStyle this[string? id]
    {
        get
        {
            if (id is null) return Default;
            if (!_resolved.TryGetValue(id, out WordStyle? style)) _resolved[id] = style = Resolve(id);
            return style;
        }
    }

    /// <summary>Reads the part of the styles; without one there are none.</summary>
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
                    style.OutlineLevel = WordParagraph.ParseNumber(value);
                    break;
                case "numId":
                    style.IsList = value != "0";
                    break;
                case "ilvl":
                    style.ListLevel = WordParagraph.ParseNumber(value);
                    break;
            }
        }
        return styles;
    }

    private WordStyle Resolve(string id)
    {
        Definition? style = _definitions.GetValueOrDefault(id);
        for (int hops = 0; style is not null && hops < MaxInheritance; hops++)
        {
            if (GetStyle(style) is WordStyle meaning) return meaning;
            style = style.BasedOn is null ? null : _definitions.GetValueOrDefault(style.BasedOn);
        }
        return Default;
    }

    private static WordStyle? GetStyle(Definition style)
    {
        string name = style.Name.ToLowerInvariant();
        if (name.StartsWith("toc ", StringComparison.Ordinal) || name is "table of figures" or "contents heading") return new WordStyle(BlockKind.Paragraph) { IsContents = true };
        if (name is "title") return new WordStyle(BlockKind.Heading, 1);
        if (name.StartsWith("heading ", StringComparison.Ordinal) && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out int level))
            return new WordStyle(BlockKind.Heading, Math.Clamp(level, 1, 6));
        if (style.OutlineLevel is >= 0 and < 9) return new WordStyle(BlockKind.Heading, Math.Min(style.OutlineLevel + 1, 6));
        if (name is "quote" or "intense quote" or "quotations" or "block text") return new WordStyle(BlockKind.Quote);
        if (name is "html preformatted" or "preformatted text" or "source code" or "code" or "macro") return new WordStyle(BlockKind.Code);
        return style.IsList ? new WordStyle(BlockKind.ListItem, Math.Max(style.ListLevel, 0)) : null;
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

/// <summary>What a style makes of a paragraph.</summary>
/// <param name="Kind">The kind of block.</param>
/// <param name="Level">A heading's from 1 to 6, a list item's from 0.</param>
internal sealed record WordStyle(BlockKind Kind, int Level = 0)
{
    /// <summary>Whether it is an entry of a table of contents, which repeats the headings.</summary>
    public bool IsContents { get; init; }
}
