namespace SearchEngine.Documents;

/// <summary>What a block of a document is, which decides where it may be cut when it is too long.</summary>
public enum BlockKind
{
    /// <summary>The heading that opens a section; stays with what follows it.</summary>
    Heading,

    /// <summary>Running text; may be cut between sentences.</summary>
    Paragraph,

    /// <summary>One whole item of a list, with what is nested in it.</summary>
    ListItem,

    /// <summary>One row of a table.</summary>
    TableRow,

    /// <summary>A quotation; may be cut like a paragraph.</summary>
    Quote,

    /// <summary>Lines that stand on their own, as in source code and logs; may be cut at blank lines, then between lines.</summary>
    Code,
}
