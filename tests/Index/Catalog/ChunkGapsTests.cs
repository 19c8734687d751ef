using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Catalog;

public sealed class ChunkGapsTests
{
    [Theory]
    [InlineData("---\na: b\n---\n\nOne.\n\n\nTwo.\n", 14, 18, 21, 25)]
    [InlineData("One.Two.", 0, 4, 4, 8)]
    [InlineData("One. \ud83d\ude42 Two", 0, 4, 8, 11)]
    public void Fill_ComputedGaps_RestoresTheText(string text, int start1, int end1, int start2, int end2)
    {
        ChunkEntry[] chunks = [Chunk(text, start1, end1), Chunk(text, start2, end2)];
        string gaps = ChunkGaps.Extract(text, chunks);

        Assert.Equal(text.Length, gaps.Length + chunks.Sum(chunk => chunk.Text.Length));
        Assert.Equal(text, ChunkGaps.Fill(gaps, chunks));
    }

    [Fact]
    public void Fill_NoChunks_ReturnsTheGaps() => Assert.Equal("  \n", ChunkGaps.Fill(ChunkGaps.Extract("  \n", []), []));

    [Fact]
    public void FindDocument_StoredWithGapsAndPlaces_ReturnsThem()
    {
        using TemporaryFolder folder = new();
        using CatalogStore catalog = new(folder.Path, IndexAccess.Write);
        long collection = catalog.GetOrAddCollection("docs", "/docs").Id;
        DocumentEntry stored = Samples.Document("a.pdf", "one", "two") with { Gaps = "\n\n" };
        catalog.PutDocument(
            collection,
            stored with { Chunks = [.. stored.Chunks.Select((chunk, i) => chunk with { Place = $"page {i + 1}" })] });

        DocumentEntry found = catalog.FindDocument(collection, "a.pdf")!;

        Assert.Equal("\n\n", found.Gaps);
        Assert.Equal(["page 1", "page 2"], found.Chunks.Select(chunk => chunk.Place));
        Assert.Equal("page 2", Assert.Single(catalog.GetChunks([2])).Place);
    }

    private static ChunkEntry Chunk(string text, int start, int end) => new(start, end, 1, "", text[start..end], "");
}
