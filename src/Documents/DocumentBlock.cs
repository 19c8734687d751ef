namespace SearchEngine.Documents;

/// <summary>A span of a document that belongs together, such as a paragraph or a table row.</summary>
/// <param name="Kind">The kind of block.</param>
/// <param name="Start">The UTF-16 offset of the first character in <see cref="DocumentText.Text"/>.</param>
/// <param name="End">The UTF-16 offset after the last character.</param>
/// <param name="Section">The section that contains the block; for a heading, the section it opens.</param>
public readonly record struct DocumentBlock(BlockKind Kind, int Start, int End, Section Section);
