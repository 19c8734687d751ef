
namespace SearchEngine.Documents.Tests;

/// <summary>Assertions that hold for every document of every reader.</summary>
internal static class DocumentAssert
{
    /// <summary>Asserts kind, section path and text of each block.</summary>
    public static void Blocks(DocumentText document, params (BlockKind Kind, string Path, string Text)[] expected) =>
        Assert.Equal(expected, document.Blocks.Select(block => (block.Kind, block.Section.Path, document.Text[block.Start..block.End])));

    /// <summary>Asserts that the blocks are ordered, do not overlap, are trimmed, and contain all text.</summary>
    public static void BlocksCoverAllText(DocumentText document)
    {
        int covered = 0;
        foreach (DocumentBlock block in document.Blocks)
        {
            Assert.True(block.Start >= covered, $"block at {block.Start} overlaps the block that ends at {covered}");
            Assert.True(string.IsNullOrWhiteSpace(document.Text[covered..block.Start]), $"lost: {document.Text[covered..block.Start]}");
            Assert.False(string.IsNullOrWhiteSpace(document.Text[block.Start..block.End]), $"blank block at {block.Start}");
            Assert.False(char.IsWhiteSpace(document.Text[block.End - 1]), $"block that ends at {block.End} is not trimmed");
            covered = block.End;
        }
        Assert.True(string.IsNullOrWhiteSpace(document.Text[covered..]), $"lost: {document.Text[covered..]}");
    }
}
