
namespace SearchEngine.Documents.Formats.Office;

/// <summary>A paragraph of a Word document being read; its properties come before its text.</summary>
internal sealed class WordParagraph(WordStyle style)
{
    private readonly InlineText _text = new();

    /// <summary>The paragraph's style, or the default.</summary>
    public WordStyle Style { get; set; } = style;

    /// <summary>The paragraph's own outline level from 0, 9 for body text; -1 if not set.</summary>
    public int OutlineLevel { get; set; } = -1;

    /// <summary>The paragraph's own list, 0 for none; -1 if not set.</summary>
    public int ListId { get; set; } = -1;

    /// <summary>The level in that list from 0; -1 if not set.</summary>
    public int ListLevel { get; set; } = -1;

    /// <summary>The kind of block, with the level of a heading from 1 or of a list item from 0.</summary>
    public (BlockKind Kind, int Level) BlockType
    {
        get
        {
            if (OutlineLevel is >= 0 and < 9) return (BlockKind.Heading, Math.Min(OutlineLevel + 1, 6));
            if (Style.Kind == BlockKind.Heading && OutlineLevel < 0) return (BlockKind.Heading, Style.Level);
            if (ListId > 0) return (BlockKind.ListItem, Math.Max(ListLevel, 0));
            if (Style.Kind is BlockKind.Heading) return (BlockKind.Paragraph, 0);
            if (Style.Kind != BlockKind.ListItem) return (Style.Kind, Style.Level);
            if (ListId == 0) return (BlockKind.Paragraph, 0);
            return (Style.Kind, ListLevel >= 0 ? ListLevel : Style.Level);
        }
    }

    /// <summary>Appends text; whitespace is kept only in the lines of a listing.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (Style.Kind == BlockKind.Code) _text.AppendVerbatim(text);
        else _text.Append(text);
    }

    /// <summary>Returns the text and clears it.</summary>
    public string ToStringAndClear() => _text.ToStringAndClear();

}
