using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats.Code;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Tests;

public sealed class StructureChunkerTests
{
    private static readonly StructureChunker Small = new(target: 40, limit: 60, new WordCounter());

    [Fact]
    public void Chunk_SectionsOfLevelTwo_NeverShareAChunk()
    {
        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"# Title\n\n## A\n\n{Words(15, "a")}\n\n## B\n\n{Words(15, "b")}");

        Assert.Equal(["Title > A", "Title > B"], chunks.Select(chunk => chunk.HeadingPath));
        Assert.StartsWith("# Title\n\n## A", chunks[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("## B", chunks[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunk_TinySection_SharesAChunkWithTheNext()
    {
        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"## A\n\ntiny\n\n## B\n\n{Words(20, "b")}");

        Assert.Equal("B", Assert.Single(chunks).HeadingPath);
    }

    [Fact]
    public void Chunk_SubsectionsThatFit_ShareAChunkUnderTheirParent()
    {
        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"## A\n\n### One\n\n{Words(14, "x")}\n\n### Two\n\n{Words(14, "y")}");

        Assert.Equal("A", Assert.Single(chunks).HeadingPath);
    }

    [Fact]
    public void Chunk_SubsectionThatDoesNotFit_StartsAChunk()
    {
        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"## A\n\n{Words(20, "x")}\n\n### Two\n\n{Words(15, "y")}\n\n{Words(15, "z")}");

        Assert.Equal(["A", "A > Two"], chunks.Select(chunk => chunk.HeadingPath));
        Assert.Equal([1, 5], chunks.Select(chunk => chunk.Line));
    }

    [Fact]
    public void Chunk_Heading_StaysWithTheFollowingText()
    {
        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"## A\n\ntiny start\n\n### B\n\n{Words(49, "b")}\n\n{Words(20, "c")}");

        Assert.All(chunks, chunk => Assert.DoesNotMatch(@"(^|\n)#+ \w+$", chunk.Text));
    }

    [Fact]
    public void Chunk_ParagraphWithinTheLimit_StaysWhole()
    {
        string paragraph = Words(25, "a") + ". " + Words(24, "B") + ".";

        Assert.Equal([paragraph, paragraph], ChunkMarkdown($"{paragraph}\n\n{paragraph}").Select(chunk => chunk.Text));
    }

    [Fact]
    public void Chunk_LongParagraph_IsSplitBetweenSentences()
    {
        string paragraph = string.Join(' ', Enumerable.Range(0, 12).Select(index => $"S{index} {Words(8, "w")} end."));

        IReadOnlyList<Chunk> chunks = ChunkMarkdown(paragraph);

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.Matches(@"^S\d+ (.|\n)*end\.$", chunk.Text));
    }

    [Fact]
    public void Chunk_List_KeepsItemsWhole()
    {
        string list = string.Concat(Enumerable.Range(0, 10).Select(index => $"- Item {index}. {Words(5, "w")}.\n  - Nested. Two.\n"));

        IReadOnlyList<Chunk> chunks = ChunkMarkdown("Bring:\n\n" + list);

        Assert.True(chunks.Count > 1);
        Assert.StartsWith("Bring:", chunks[0].Text, StringComparison.Ordinal);
        Assert.All(chunks.Skip(1), chunk => Assert.StartsWith("- Item", chunk.Text, StringComparison.Ordinal));
        Assert.All(chunks, chunk => Assert.EndsWith("- Nested. Two.", chunk.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Chunk_LongTable_IsSplitBetweenRows()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(index => $"| row {index} | x |\n"));

        IReadOnlyList<Chunk> chunks = ChunkMarkdown("| a | b |\n|---|---|\n" + rows);

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.Matches(@"^\|(.|\n)*\|$", chunk.Text));
    }

    [Fact]
    public void Chunk_LongCode_IsSplitAtBlankLinesThenAtLines()
    {
        string block = string.Concat(Enumerable.Range(0, 6).Select(index => $"    call {index} a b c\n"));
        string run = string.Concat(Enumerable.Range(0, 30).Select(index => $"    line {index} end\n"));

        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"```\n{block}\n{block}\n{block}```\n\n```\n{run}```");

        Assert.All(chunks, chunk => Assert.Matches(@"(^```|^    (call 0|line))(.|\n)*(```|b c|end)$", chunk.Text));
    }

    [Fact]
    public void Chunk_TailUnderAQuarterOfTheTarget_JoinsItsNeighbour()
    {
        IReadOnlyList<Chunk> chunks = ChunkMarkdown($"## A\n\n{Words(38, "a")}\n\n{Words(5, "b")}\n\n## B\n\n{Words(20, "c")}\n\n"
            + $"## C\n\nend");

        Assert.Equal(["A", "B"], chunks.Select(chunk => chunk.HeadingPath));
        Assert.EndsWith("b4", chunks[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("end", chunks[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunk_Functions_AreKeptWhole()
    {
        string code = string.Concat(Enumerable.Range(0, 6).Select(index => $"def f{index}():\n    {Words(12, "x")}\n\n"
            + $"    return {index}\n\n\n"));

        IReadOnlyList<Chunk> chunks = Small.Chunk(new SourceCodeReader().Read("a.py", code));

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.Matches(@"^def (.|\n)*return \d$", chunk.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t")]
    [InlineData("---\ntitle: only front matter\n---\n")]
    public void Chunk_NoText_ReturnsNoChunks(string text) => Assert.Empty(ChunkMarkdown(text));

    [Fact]
    public void Chunk_OneLineWithoutSpaces_StaysWithinTheLimit()
    {
        string line = string.Concat(Enumerable.Repeat("🍞面-", 100_000));
        TokenEstimator estimate = new();

        IReadOnlyList<Chunk> chunks = new StructureChunker().Chunk(new PlainTextReader().Read("a.txt", line));

        Assert.Equal(line, string.Concat(chunks.Select(chunk => chunk.Text)));
        Assert.All(chunks, chunk => Assert.InRange(estimate.Count(chunk.Text), 1, 300));
        Assert.All(chunks, chunk => Assert.False(char.IsLowSurrogate(chunk.Text[0])));
    }

    [Fact]
    public void Version_OtherSettings_IsDifferent()
    {
        Assert.Equal(new StructureChunker().Version, new StructureChunker().Version);
        Assert.NotEqual(new StructureChunker().Version, new StructureChunker(target: 150).Version);
        Assert.NotEqual(new StructureChunker().Version, new StructureChunker(limit: 350).Version);
        Assert.NotEqual(new StructureChunker().Version, new StructureChunker(counter: new WordCounter()).Version);
    }

    [Theory]
    [InlineData(7, 300)]
    [InlineData(200, 249)]
    public void Constructor_InvalidSizes_Throws(int target, int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StructureChunker(target, limit));

    private static IReadOnlyList<Chunk> ChunkMarkdown(string text) => Small.Chunk(new MarkdownReader().Read("a.md", text));

    private static string Words(int count, string stem) => string.Join(' ', Enumerable.Range(0, count).Select(index => stem + index));

    private sealed class WordCounter : ITokenCounter
    {
        public string Name => "words";

        public int Count(ReadOnlySpan<char> text) => text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
    }
}
