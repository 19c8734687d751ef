using FsCheck;
using FsCheck.Fluent;
using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats.Code;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Tests;

/// <summary>Properties of the chunks of any document; the documents are random combinations of typical parts.</summary>
public sealed class ChunkPropertyTests
{
    private const int Documents = 400;

    private static readonly string[] Parts =
    [
        "# Title\n", "## Section\n", "### Deeper > still\n\n", "Underlined\n====\n", "\n", "\n\n", "\r\n\r\n",
        "- item one\n", "  - nested item\n", "12. numbered\n", "| a | b |\n|---|---|\n", "| 1 | 2 |\n",
        "A sentence that ends. ", "Dr. Who asks: really? ", "word ", "averyveryverylongwordindeed", "面包很好。", "🍞", "\u0301",
        "> quoted\n", "```\n", "    indented code\n", "\tdef f(x):\n", "class Foo\n{\n", "}\n",
        "---\n", "[ref]: http://x.y\n", "<div>\n", "<!-- ", " -->", "*", "`", "[", "](", "\t",
    ];

    public static TheoryData<TextDocumentReader> Readers => [new MarkdownReader(), new PlainTextReader(), new SourceCodeReader()];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Chunk_AnyDocument_ChunksAreOrderedAndContainAllText(TextDocumentReader reader) => Prop
        .ForAll(Texts(), text => AssertProperties(reader, text))
        .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Documents).WithEndSize(120));

    // Dashes at the top would start front matter, which is not part of the text.
    private static Arbitrary<string> Texts() =>
        Gen.Elements(Parts).ListOf().Select(parts => string.Concat(parts).TrimStart('-')).ToArbitrary();

    private static void AssertProperties(TextDocumentReader reader, string text)
    {
        const int limit = 15;
        DocumentText document = reader.Read("a.txt", text);
        DocumentAssert.BlocksCoverAllText(document);

        TokenEstimator estimator = new();
        int covered = 0;
        int ordinal = 0;
        foreach (Chunk chunk in new StructureChunker(target: 10, limit, estimator).Chunk(document))
        {
            Assert.Equal(ordinal++, chunk.Ordinal);
            Assert.Equal(text[chunk.Start..chunk.End], chunk.Text);
            Assert.Equal(text.AsSpan(0, chunk.Start).Count('\n') + 1, chunk.Line);
            Assert.True(chunk.Start >= covered);
            Assert.True(string.IsNullOrWhiteSpace(text[covered..chunk.Start]));
            Assert.InRange(estimator.Count(chunk.Text), 1, limit);
            covered = chunk.End;
        }
        Assert.True(string.IsNullOrWhiteSpace(text[covered..]));
    }
}
