namespace SearchEngine.Documents.Formats.Web;

/// <summary>An element, or a run of text between tags, of an <see cref="HtmlTree"/>.</summary>
/// <param name="Name">The element's name in lower case; empty for text.</param>
/// <param name="Text">The text, character references resolved; empty for an element.</param>
/// <param name="Parent">The index of the element around it; -1 outside of any.</param>
/// <param name="Attributes">Those that say something about the text.</param>
internal sealed record HtmlNode(string Name, string Text, int Parent, (string Name, string Value)[] Attributes)
{
    /// <summary>The index behind the last node inside of it.</summary>
    public int End { get; set; }

    /// <summary>The line of the page that a text begins on, from 1; 0 for an element.</summary>
    public int Line { get; init; }

    public bool IsText => Name.Length == 0;

    /// <returns>The attribute's value; null where the element has none of this name.</returns>
    public string? this[string attribute]
    {
        get
        {
            foreach ((string name, string value) in Attributes)
            {
                if (name == attribute) return value;
            }
            return null;
        }
    }
}
