using SearchEngine.Documents.Formats.Text;

using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class PlainTextReaderTests
{
    private static readonly PlainTextReader Reader = new();

    [Fact]
    public void Read_Paragraphs_AreSeparatedByBlankLines() => DocumentAssert.Blocks(
        Reader.Read("a.txt", "Notes\n\nFirst line\nsecond line.\n \t\n\n  indented\r\n\r\nlast"),
        (Paragraph, "", "Notes"),
        (Paragraph, "", "First line\nsecond line."),
        (Paragraph, "", "  indented"),
        (Paragraph, "", "last"));

    [Fact]
    public void Read_UnderlinedLines_AreHeadingsLeveledByFirstUse() => DocumentAssert.Blocks(
        Reader.Read("a.rst", "=====\nTitle\n=====\n\nIntro.\n\nPart\n----\nText.\n\nSub\n~~~\n\nOther\n-----\n"),
        (Heading, "Title", "=====\nTitle\n====="),
        (Paragraph, "Title", "Intro."),
        (Heading, "Title > Part", "Part\n----"),
        (Paragraph, "Title > Part", "Text."),
        (Heading, "Title > Part > Sub", "Sub\n~~~"),
        (Heading, "Title > Other", "Other\n-----"));

    [Theory]
    [InlineData("Minutes of March\n\nWe met.", "Minutes of March")]
    [InlineData("\n\n  Minutes\n\nWe met.", "Minutes")]
    [InlineData("Minutes\n=======\nWe met.", "Minutes")]
    [InlineData("We met on Monday.\n\nAll came.", "")]
    [InlineData("Two lines\nof a paragraph\n\nMore.", "")]
    [InlineData("12345\n\nWe met.", "")]
    [InlineData("", "")]
    public void Read_Title_IsTheFirstLineIfItLooksLikeATitle(string text, string title) =>
        Assert.Equal(title, Reader.Read("docs/the-file.txt", text).Title);

    [Fact]
    public void Read_Log_IsReadAsLines() =>
        DocumentAssert.Blocks(
            Reader.Read("a.log", "10:01 start\n10:02 stop\n\n10:03 start"),
            (Code, "", "10:01 start\n10:02 stop"),
            (Code, "", "10:03 start"));

    [Fact]
    public void Read_LineOfDashes_IsNotAHeading() =>
        DocumentAssert.Blocks(
            Reader.Read("a.txt", "One.\n\n-----\n\nTwo."),
            (Paragraph, "", "One."),
            (Paragraph, "", "-----"),
            (Paragraph, "", "Two."));
}
