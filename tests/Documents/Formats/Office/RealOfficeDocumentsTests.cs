
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

/// <summary>The structure of documents written by LibreOffice in both families of formats.</summary>
public sealed class RealOfficeDocumentsTests
{
    [Theory]
    [InlineData("handbook.docx")]
    [InlineData("macro.docm")]
    [InlineData("handbook.odt")]
    public void Read_Handbook_HasItsOutlineItemsRowsNotesAndProperties(string name)
    {
        DocumentText document = TestDocuments.ReadFixture(name);

        Assert.Equal("Keeper's handbook of Tern Rock", document.Title);
        Assert.Equal("Edda Morrow", document.Fields["author"]);
        Assert.Equal("lighthouse", document.Fields["keywords"]);
        Assert.StartsWith("2026-03-01T09:00:00", document.Fields["date"], StringComparison.Ordinal);
        string[] blocks = [.. TestDocuments.DescribeBlocks(document).Select(block => $"{block.Kind} {block.Path}: {block.Text}")];
        Assert.Contains("Heading The lamp > Lighting > When the mantle tears: When the mantle tears", blocks);
        Assert.Contains("ListItem The lamp > Cleaning the lens: - Use rainwater only.", blocks);
        Assert.Contains("ListItem The lamp > Cleaning the lens:   - Tap water leaves lime on the prisms.", blocks);
        Assert.Contains("TableRow Stores: Paraffin, 400 litres | Oil cellar | 70 nights", blocks);
        Assert.Equal("Paragraph Footnotes: The slate hangs behind the pantry door.", blocks[^1]);
        Assert.DoesNotContain("third edition", document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("keep dry", document.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stock.xlsx")]
    [InlineData("macro.xlsm")]
    [InlineData("stock.ods")]
    public void Read_Stock_HasNamedAndFormattedValuesOnEverySheet(string name) => Assert.Equal(
        [
            (TableRow, "Stock", "Stock of the lighthouse shop", "sheet Stock, row 1"),
            (TableRow, "Stock", "Article | Pieces | Price | Delivered | Value", "sheet Stock, row 2"),
            (TableRow, "Stock", "Article: Brass telescope | Pieces: 7 | Price: € 148.50 | Delivered: 2026-02-14 | Value: € "
                + "1,039.50", "sheet Stock, row 3"),
            (TableRow, "Stock", "Article: Oilskin coat, yellow | Pieces: 23 | Price: € 89.00 | Delivered: 2026-01-30 | Value: "
                + "€ 2,047.00", "sheet Stock, row 4"),
            (TableRow, "Stock", "Article: Postcards \"Tern Rock by night\" | Pieces: 1250 | Price: € 0.80 | Delivered: "
                + "2025-11-03 | Value: € 1,000.00", "sheet Stock, row 5"),
            (TableRow, "Stock", "Article: All together | Pieces: 1280 | Value: € 4,086.50", "sheet Stock, row 6"),
            (TableRow, "Tides 2026", "Day | High water | Height in metres | Chance of fog | Spring tide", "sheet Tides 2026, row 1"),
            (TableRow, "Tides 2026", "Day: 2026-03-20 | High water: 06:42 | Height in metres: 5.83 | Chance of fog: 35% | "
                + "Spring tide: TRUE", "sheet Tides 2026, row 2"),
            (TableRow, "Tides 2026", "Day: 2026-03-28 | High water: 13:05 | Height in metres: 3.1 | Chance of fog: 60% | "
                + "Spring tide: FALSE", "sheet Tides 2026, row 3"),
            (TableRow, "Tides 2026", "Measured at the north pier", "sheet Tides 2026, row 44"),
            (TableRow, "Κρυφό φύλλο", "The spare key lies under the third stone", "sheet Κρυφό φύλλο, row 1"),
        ],
        TestDocuments.DescribeBlocks(TestDocuments.ReadFixture(name)));

    [Theory]
    [InlineData("talk.pptx")]
    [InlineData("talk.odp")]
    public void Read_Talk_HasTitlesBulletsRowsAndNotesOfEachSlide(string name)
    {
        DocumentText document = TestDocuments.ReadFixture(name);

        Assert.Equal("Light without a keeper", document.Title);
        (BlockKind, string, string, string)[] blocks = [.. TestDocuments.DescribeBlocks(document)];
        Assert.Equal((Heading, "Light without a keeper", "Light without a keeper", "slide 1"), blocks[0]);
        (BlockKind, string, string, string) note = (
            Paragraph,
            "Light without a keeper > Notes",
            "Wait until the coffee has gone round before you begin.",
            "slide 1");
        Assert.Contains(note, blocks);
        Assert.Contains((ListItem, "Why we should automate", "  - forty watts in summer", "slide 2"), blocks);
        Assert.Contains((TableRow, "What it costs", "Battery room | 9,750 | 1,100", "slide 3"), blocks);
    }
}
