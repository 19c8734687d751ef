namespace SearchEngine.Documents.Formats.Web;

/// <summary>An element, or a run of text between tags, of an <see cref="HtmlTree"/>.</summary>
/// <param name="Name">The element's name in lower case; empty for text.</param>
/// <param name="Text">The text with resolved character references; empty for an element.</param>
/// <param name="Parent">The index of the parent element; -1 if there is none.</param>
/// <param name="Attributes">The attributes relevant to text extraction.</param>
internal sealed record HtmlNode(string Name, string Text, int Parent, (string Name, string Value)[] Attributes)
{
    /// <summary>The index after the last descendant.</summary>
    public int End { get; set; }

    /// <summary>The 1-based line on which a text starts; 0 for an element.</summary>
    public int Line { get; init; }

    public bool IsText => Name.Length == 0;

    /// <returns>The attribute's value; null if the element does not have it.</returns>
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
