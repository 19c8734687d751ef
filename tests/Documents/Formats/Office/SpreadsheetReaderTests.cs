using SearchEngine.Documents.Formats.Office;
using SearchEngine.Tests;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class SpreadsheetReaderTests
{
    [Fact]
    public void Read_CellsOfAllTypes_AreFormattedAsDisplayed() => Assert.Equal(
        ["both parts | inline | 2 | TRUE | text of a formula | 2026-03-04"],
        Rows("""
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>
            <c r="C3"><f>1+1</f><v>2</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#REF!</v></c>
            <c r="F3" t="str"><f>A1</f><v>text of a formula</v></c>
            <c r="G3" t="d"><v>2026-03-04T00:00:00</v></c><c r="H3" t="s"><v>99</v></c></row>
            """,
            ("sharedStrings", "<sst><si><t>unused</t></si><si><r><t xml:space=\"preserve\">both </t></r><r><t>parts</t></r>"
                + "<rPh><t>reading</t></rPh></si></sst>")));

    [Fact]
    public void Read_RowBelowColumnNames_NamesItsValues() => Assert.Equal(
        ["Flour", "Item | Price", "Item: rye | Price: 3.2", "Item: all | Price: 9", "one | two", "three | four"],
        Rows(
            Row(1, "Flour") + Row(2, "Item", "Price") + Row(3, "rye", 3.2) + Row(4, "all", 9)
            + Row(8, "one", "two") + Row(9, "three", "four")));

    [Fact]
    public void Read_ThreeColumnsOfText_HaveColumnNames() => Assert.Equal(
        ["Name | Town | Trade", "Name: Ann | Town: Bonn | Trade: baker"],
        Rows(Row(1, "Name", "Town", "Trade") + Row(2, "Ann", "Bonn", "baker")));

    [Fact]
    public void Read_ValueInAColumnWithoutName_HasNoName() => Assert.Equal(
        ["Item | Price", "Item: rye | Price: 1 | extra"],
        Rows(Row(1, "Item", "Price") + Row(2, "rye", 1, "extra")));

    [Fact]
    public void Read_EveryRow_HasItsSheetAndRowAsPlace()
    {
        DocumentText document = Read(Row(2, "a") + Row(1_048_576, "z"));

        Assert.Equal(["sheet Costs, row 2", "sheet Costs, row 1048576"], TestDocuments.GetPlaces(document));
        DocumentAssert.Blocks(document, (TableRow, "Costs", "a"), (TableRow, "Costs", "z"));
    }

    [Fact]
    public void Read_CellsFarApart_AreReadWithoutEmptyCells() =>
        Assert.Equal(["a | z"], Rows("<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>a</v></c><c r=\"XFD1048576\" t=\"str\">"
            + "<v>z</v></c></row>"));

    [Fact]
    public void Read_Dates1904_AreCountedFrom1904() => Assert.Equal(
        ["2026-03-04"],
        Rows(OfficeFile.Workbook("<workbookPr date1904=\"1\"/>", "<row><c s=\"1\"><v>44623</v></c></row>",
            ("styles", "<styleSheet><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                + "<xf numFmtId=\"14\"/></cellXfs></styleSheet>"))));

    [Theory]
    [InlineData("General", "0.1", "0.1")]
    [InlineData("General", "0.30000000000000004", "0.3")]
    [InlineData("General", "1E-3", "0.001")]
    [InlineData("General", "4006381333931", "4006381333931")]
    [InlineData("0.00", "3.1999999999999997", "3.20")]
    [InlineData("#,##0.00\\ [$€-407]", "1234.5", "1,234.50 €")]
    [InlineData("\"$\"#,##0_);\\(\"$\"#,##0\\)", "-1234", "$-1,234")]
    [InlineData("0.0%", "0.256", "25.6%")]
    [InlineData("00000", "815", "00815")]
    [InlineData("#.##", "2.5", "2.5")]
    [InlineData("# ?/?", "0.5", "0.5")]
    [InlineData("0.00E+00", "12", "12")]
    [InlineData("@", "12", "12")]
    [InlineData("dd/mm/yyyy", "46085", "2026-03-04")]
    [InlineData("d. mmmm yyyy", "1", "1900-01-01")]
    [InlineData("mmm yy", "46085", "2026-03-04")]
    [InlineData("yyyy-mm-dd hh:mm", "46085.5", "2026-03-04 12:00")]
    [InlineData("h:mm AM/PM", "0.75", "18:00")]
    [InlineData("hh:mm:ss", "0.750011574", "18:00:01")]
    [InlineData("[h]:mm", "1.5", "36:00")]
    [InlineData("yyyy-mm-dd", "-5", "-5")]
    [InlineData("yyyy-mm-dd", "99999999", "99999999")]
    [InlineData("[Red]0;\"d\"", "5", "5")]
    [InlineData("\"day \"0", "5", "day 5")]
    [InlineData("\"open", "5", "5")]
    public void Format_FormatCode_FormatsTheNumberAsDisplayed(string code, string value, string shown) =>
        Assert.Equal(shown, NumberFormat.Parse(code).Format(value, uses1904Dates: false));

    private static string Row(int number, params object[] cells) =>
        FormattableString.Invariant($"<row r=\"{number}\">{string.Concat(cells.Select(Cell))}</row>");

    private static string Cell(object value) => value is string text
        ? $"<c t=\"str\"><v>{text}</v></c>"
        : FormattableString.Invariant($"<c><v>{value}</v></c>");

    private static IEnumerable<string> Rows(string rows, params (string Kind, string Xml)[] parts) =>
        Rows(OfficeFile.Workbook(rows, parts));

    private static IEnumerable<string> Rows(byte[] workbook)
    {
        DocumentText document = Read(workbook);
        return document.Blocks.Select(block => document.Text[block.Start..block.End]);
    }

    private static DocumentText Read(string rows) => Read(OfficeFile.Workbook(rows));

    private static DocumentText Read(byte[] workbook)
    {
        DocumentText document = new SpreadsheetReader().Read("a.xlsx", workbook, TestContext.Current.CancellationToken);
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
