using System.Text;
using SearchEngine.Documents.Formats.Data;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class NotebookReaderTests
{
    [Fact]
    public void Read_Cells_AreBlocksWithPlaces()
    {
        DocumentText document = Read("""
            {"nbformat": 4, "cells": [
              {"cell_type": "markdown", "source": ["# Rising\n", "\n", "How *dough* rises.\n", "\n", "- slow\n"]},
              {"cell_type": "code", "source": "rise(1)", "outputs": [
                {"output_type": "stream", "text": ["up\n", "again"]},
                {"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "<Figure>"}},
                {"output_type": "error", "ename": "ValueError", "evalue": "too warm"}]},
              {"cell_type": "raw", "source": "As is."}]}
            """);

        Assert.Equal("Rising", document.Title);
        DocumentAssert.BlocksCoverAllText(document);
        DocumentAssert.Blocks(
            document,
            (Heading, "Rising", "Rising"),
            (Paragraph, "Rising", "How *dough* rises."),
            (ListItem, "Rising", "- slow"),
            (Code, "Rising", "rise(1)"),
            (Code, "Rising", "up\nagain"),
            (Code, "Rising", "<Figure>"),
            (Code, "Rising", "ValueError: too warm"),
            (Paragraph, "Rising", "As is."));
        Assert.Equal(
            ["cell 1", "cell 1", "cell 1", "cell 2", "cell 2", "cell 2", "cell 2", "cell 3"],
            TestDocuments.GetPlaces(document));
    }

    [Fact]
    public void Read_Format3_FindsCellsInWorksheets() => Assert.Equal(
        "Old\n\nx = 1",
        Read("""
            {"worksheets": [{"cells": [
              {"cell_type": "heading", "level": 2, "source": "Old"},
              {"cell_type": "code", "input": ["x = 1"]}]}]}
            """).Text);

    [Fact]
    public void Read_LongOutput_IsLeftOut() => Assert.Equal(
        "x", Read($$"""{"cells": [{"cell_type": "code", "source": "x", "outputs": [{"text": "{{new string('9', 3_000)}}"}]}]}""").Text);

    [Theory]
    [InlineData("{}", "no \"cells\"")]
    [InlineData("[1]", "no \"cells\"")]
    [InlineData("{\"cells\": [\n{", "line 2")]
    [InlineData("%PDF-1.7", "not a notebook")]
    public void Read_NotANotebook_IsRejectedWithTheReason(string content, string reason) =>
        Assert.Contains(reason, Assert.Throws<UnreadableDocumentException>(() => Read(content)).Message);

    private static DocumentText Read(string content) =>
        new NotebookReader().Read("a.ipynb", Encoding.UTF8.GetBytes(content), TestContext.Current.CancellationToken);
}
