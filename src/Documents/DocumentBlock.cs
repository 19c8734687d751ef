namespace SearchEngine.Documents;

/// <summary>A stretch of a document that belongs together.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">UTF-16 offset of its first character in <see cref="DocumentText.Text"/>.</param>
/// <param name="End">UTF-16 offset behind its last character.</param>
/// <param name="Section">The section it stands in; a heading stands in the section it opens.</param>
public readonly record struct DocumentBlock(BlockKind Kind, int Start, int End, Section Section);
