using SearchEngine.Documents.Formats.Data;

using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class DelimitedTextReaderTests
{
    private static readonly DelimitedTextReader Reader = new();

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Read_AnyDelimiter_ColumnsAreTheSectionAndRecordsTheRows(char delimiter)
    {
        string commas = "date,item,price\r\n2024-01-02,Käse,3\r\n\r\n2024-01-03,\"rye, \"\"dark\"\"\n2 kg\",4\r\n";
        string text = commas.Replace(',', delimiter).Replace($"rye{delimiter}", "rye,", StringComparison.Ordinal);

        DocumentText document = Reader.Read("a.csv", text);

        Assert.Equal(text, document.Text);
        DocumentAssert.BlocksCoverAllText(document);
        DocumentAssert.Blocks(
            document,
            (TableRow, "date, item, price", $"date{delimiter}item{delimiter}price"),
            (TableRow, "date, item, price", $"2024-01-02{delimiter}Käse{delimiter}3"),
            (TableRow, "date, item, price", $"2024-01-03{delimiter}\"rye, \"\"dark\"\"\n2 kg\"{delimiter}4"));
        Assert.Equal([1, 2, 4], document.Blocks.Select(block => document.Lines.GetLineNumber(block.Start)));
    }

    [Fact]
    public void Read_NoColumnNames_HasNoSection() =>
        DocumentAssert.Blocks(Reader.Read("a.csv", "1,rye\n2,wheat\n"), (TableRow, "", "1,rye"), (TableRow, "", "2,wheat"));

    [Fact]
    public void Read_ThousandsOfNames_AreData() =>
        Assert.Equal("", Assert.Single(Reader.Read("a.csv", string.Concat(Enumerable.Repeat("a;", 2_000))).Blocks).Section.Path);

    [Fact]
    public void Read_UnclosedQuotationMark_OnlyAffectsItsLine()
    {
        string rows = string.Concat(Enumerable.Range(1, 20_000).Select(row => $"{row},loaf\n"));
        DocumentText document = Reader.Read("a.csv", "size,item\n5,\"inch\n" + rows);

        DocumentAssert.BlocksCoverAllText(document);
        Assert.Equal(20_002, document.Blocks.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Read_EmptyFile_HasNoBlocks(string text) => Assert.Empty(Reader.Read("a.csv", text).Blocks);
}
