namespace SearchEngine.Documents;

/// <summary>The kind of a document block; it decides where a block that is too long may be split.</summary>
public enum BlockKind
{
    /// <summary>The heading that opens a section; it stays with the text that follows.</summary>
    Heading,

    /// <summary>Running text; may be split between sentences.</summary>
    Paragraph,

    /// <summary>One whole list item, including nested lists.</summary>
    ListItem,

    /// <summary>One row of a table.</summary>
    TableRow,

    /// <summary>A quotation; may be split between sentences.</summary>
    Quote,

    /// <summary>Source code or log lines; may be split at blank lines, then between lines.</summary>
    Code,
}
