using System.Globalization;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>A paragraph of a Word document while it is read: what its properties say, which stand before its text.</summary>
internal sealed class WordParagraph(WordStyle style)
{
    private readonly InlineText _text = new();

    /// <summary>The style named, or the default.</summary>
    public WordStyle Style { get; set; } = style;

    /// <summary>The outline level from 0 that the paragraph itself has, 9 for body text; -1 where it says nothing.</summary>
    public int OutlineLevel { get; set; } = -1;

    /// <summary>The list that the paragraph itself is put in, 0 for none; -1 where it says nothing.</summary>
    public int ListId { get; set; } = -1;

    /// <summary>The level from 0 in that list.</summary>
    public int ListLevel { get; set; } = -1;

    /// <summary>What it is, with a heading's level from 1 or a list item's from 0.</summary>
    public (BlockKind Kind, int Level) BlockType =>
        OutlineLevel is >= 0 and < 9 ? (BlockKind.Heading, Math.Min(OutlineLevel + 1, 6))
        : Style.Kind == BlockKind.Heading && OutlineLevel < 0 ? (BlockKind.Heading, Style.Level)
        : ListId > 0 ? (BlockKind.ListItem, Math.Max(ListLevel, 0))
        : Style.Kind is BlockKind.Heading || (ListId == 0 && Style.Kind == BlockKind.ListItem) ? (BlockKind.Paragraph, 0)
        : (Style.Kind, Style.Kind == BlockKind.ListItem && ListLevel >= 0 ? ListLevel : Style.Level);

    /// <summary>Adds text, in which blanks count only where the paragraph is a line of a listing.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (Style.Kind == BlockKind.Code) _text.AppendVerbatim(text);
        else _text.Append(text);
    }

    /// <summary>The text.</summary>
    public string ToStringAndClear() => _text.ToStringAndClear();

    /// <summary>A property's number; -1 where it is none.</summary>
    public static int ParseNumber(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
