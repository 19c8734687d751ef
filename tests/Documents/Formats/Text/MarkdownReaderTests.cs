using SearchEngine.Documents.Formats.Text;

using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class MarkdownReaderTests
{
    private static readonly MarkdownReader Reader = new();

    [Fact]
    public void Read_Headings_MakePathsAndKeepMarkupInText() => DocumentAssert.Blocks(
        Reader.Read("a.md", "# A `b` & *c*\n\nIntro.\n\n## D\nText\nof two lines.\n### E ###\n\nDeep.\n\nF\n=\n\nEnd."),
        (Heading, "A b & c", "# A `b` & *c*"),
        (Paragraph, "A b & c", "Intro."),
        (Heading, "A b & c > D", "## D"),
        (Paragraph, "A b & c > D", "Text\nof two lines."),
        (Heading, "A b & c > D > E", "### E ###"),
        (Paragraph, "A b & c > D > E", "Deep."),
        (Heading, "F", "F\n="),
        (Paragraph, "F", "End."));

    [Fact]
    public void Read_TextBeforeTheFirstHeading_HasNoSection() =>
        DocumentAssert.Blocks(Reader.Read("a.md", "Hello.\n\n## B"), (Paragraph, "", "Hello."), (Heading, "B", "## B"));

    [Fact]
    public void Read_List_KeepsEachTopLevelItemWhole() => DocumentAssert.Blocks(
        Reader.Read("a.md", "Need:\n\n1. One\n   more\n   - nested\n\n2. Two\n\n   with a paragraph\n3. Three\n\nDone."),
        (Paragraph, "", "Need:"),
        (ListItem, "", "1. One\n   more\n   - nested"),
        (ListItem, "", "2. Two\n\n   with a paragraph"),
        (ListItem, "", "3. Three"),
        (Paragraph, "", "Done."));

    [Fact]
    public void Read_Table_HasABlockForEachRow() => DocumentAssert.Blocks(
        Reader.Read("a.md", "# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nAfter."),
        (Heading, "T", "# T"),
        (TableRow, "T", "| a | b |\n|---|---|"),
        (TableRow, "T", "| 1 | 2 |"),
        (TableRow, "T", "| 3 | 4 |"),
        (Paragraph, "T", "After."));

    [Fact]
    public void Read_CodeQuoteAndHtml_AreWholeBlocks() => DocumentAssert.Blocks(
        Reader.Read("a.md", "```cs\n# no heading\n\nvar x = 1;\n```\n\n> # quoted\n> words\n\n    indented\n\n<div>\nhtml\n"
            + "</div>\n\n---\n"),
        (Code, "", "```cs\n# no heading\n\nvar x = 1;\n```"),
        (Quote, "", "> # quoted\n> words"),
        (Code, "", "    indented"),
        (Paragraph, "", "<div>\nhtml\n</div>"),
        (Paragraph, "", "---"));

    [Fact]
    public void Read_LinkDefinitions_AreNotLost() => DocumentAssert.Blocks(
        Reader.Read("a.md", "See [it][1].\n\n[1]: https://example.org \"Title\"\n\nMore."),
        (Paragraph, "", "See [it][1]."),
        (Paragraph, "", "[1]: https://example.org \"Title\""),
        (Paragraph, "", "More."));

    [Fact]
    public void Read_WindowsLineBreaks_KeepsOffsets() => DocumentAssert.Blocks(
        Reader.Read("a.md", "---\r\ntags: x\r\n---\r\n# A\r\n\r\n- one\r\n- two\r\n\r\n| a |\r\n|---|\r\n| 1 |\r\n"),
        (Heading, "A", "# A"),
        (ListItem, "A", "- one"),
        (ListItem, "A", "- two"),
        (TableRow, "A", "| a |\r\n|---|"),
        (TableRow, "A", "| 1 |"));

    [Fact]
    public void Read_FrontMatter_ReturnsFieldsAndTitle()
    {
        const string text = "---\ntitle: 'Refunds: how'\ntags: [money, \"members\"]\ndate: 2026-03-01\nowner: {name: Ida}\n"
            + "empty:\n---\n\n# Heading\n";

        DocumentText document = Reader.Read("a.md", text);

        Assert.Equal("Refunds: how", document.Title);
        Assert.Equal(text, document.Text);
        Assert.Equal(
            [("date", "2026-03-01"), ("tags", "money, members"), ("title", "Refunds: how")],
            document.Fields.Select(field => (field.Key, field.Value)).Order());
        DocumentAssert.Blocks(document, (Heading, "Heading", "# Heading"));
    }

    [Theory]
    [InlineData("---\na: [1, 2\nb: }\n---\n\nText.")]
    [InlineData("---\njust words\n---\n\nText.")]
    [InlineData("---\na: *unknown\n\tb: c\n---\n\nText.")]
    public void Read_InvalidFrontMatter_IsReadAsText(string text)
    {
        DocumentText document = Reader.Read("a.md", text);

        Assert.Empty(document.Fields);
        DocumentAssert.BlocksCoverAllText(document);
    }

    [Theory]
    [InlineData(5_000, "yes")]
    [InlineData(50_000, null)]
    public void Read_DeeplyNestedFrontMatter_IsSkippedOrReadAsText(int depth, string? flat)
    {
        string deep = new string('[', depth) + new string(']', depth);

        DocumentText document = Reader.Read("a.md", $"---\ndeep: {deep}\nflat: yes\n---\n\nText.");

        Assert.Equal(flat, document.Fields.GetValueOrDefault("flat"));
        Assert.Equal("Text.", document.Text[document.Blocks[^1].Start..document.Blocks[^1].End]);
    }

    [Theory]
    [InlineData("## Two\n\n# One\n", "One")]
    [InlineData("## Two\n", "")]
    [InlineData("", "")]
    [InlineData("#\n\n# Named\n", "Named")]
    [InlineData("---\ntitle: From above\n---\n# One\n", "From above")]
    public void Read_Title_IsFromFrontMatterOrFirstHeading(string text, string title) =>
        Assert.Equal(title, Reader.Read("docs/the-file.md", text).Title);

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a ")]
    public void Read_EndlessNesting_IsReadAsText(string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 20_000)) + "word";

        DocumentText document = Reader.Read("a.md", text);

        DocumentAssert.BlocksCoverAllText(document);
    }
}
