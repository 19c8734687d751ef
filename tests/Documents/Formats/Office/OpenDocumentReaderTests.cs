using SearchEngine.Documents.Formats.Office;
using SearchEngine.Tests;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class OpenDocumentReaderTests
{
    private const string Namespaces = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:draw=\"d\" "
        + "xmlns:style=\"s\" xmlns:presentation=\"p\" xmlns:dc=\"c\"";

    [Fact]
    public void Read_Text_AppendsNotesAndOmitsInvisibleText() => DocumentAssert.Blocks(
        Read("<office:automatic-styles><style:style style:name=\"P1\" style:parent-style-name=\"Preformatted_20_Text\"/>"
            + "<style:style style:name=\"P2\" style:parent-style-name=\"Heading_20_2\"/></office:automatic-styles>",
            "<office:text><text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:table-of-content>"
                + "<text:p>Oven 3</text:p></text:table-of-content><text:h text:outline-level=\"1\">Oven</text:h>"
            + "<text:p>It is<text:s text:c=\"3\"/>hot<text:note text:note-class=\"footnote\">"
            + "<text:note-citation>1</text:note-citation><text:note-body><text:p>Very.</text:p></text:note-body>"
            + "</text:note>,<text:line-break/>"
            + "<text:span>and<text:tab/>old</text:span><office:annotation><dc:creator>Ann</dc:creator><text:p>Is it?</text:p>"
            + "</office:annotation>.</text:p>"
            + "<text:p text:style-name=\"P1\">for x</text:p><text:p text:style-name=\"P1\"><text:s text:c=\"2\"/>bake</text:p>"
            + "<text:p text:style-name=\"P2\">Decks</text:p><text:p text:style-name=\"Quotations\">Bread.</text:p>"
            + "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item>"
            + "</text:list></text:list-item></text:list></office:text>"),
        (Heading, "Oven", "Oven"),
        (Paragraph, "Oven", "It is hot, and old."),
        (Code, "Oven", "for x\n  bake"),
        (Heading, "Oven > Decks", "Decks"),
        (Quote, "Oven > Decks", "Bread."),
        (ListItem, "Oven > Decks", "- one"),
        (ListItem, "Oven > Decks", "  - two"),
        (Paragraph, "Footnotes", "Very."),
        (Paragraph, "Comments", "Is it?"));

    [Fact]
    public void Read_RepeatedRowsAndCells_KeepTheirPositions()
    {
        DocumentText document = Read("", "<office:spreadsheet><table:table table:name=\"Costs\">"
            + "<table:table-row table:number-rows-repeated=\"1048000\">"
            + "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
            + "<table:table-row><table:table-cell table:number-columns-repeated=\"16000\"/>"
            + "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>far</text:p>"
            + "<text:p>out</text:p></table:table-cell>"
            + "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-04T10:00:00\"><text:p>4.3.</text:p>"
            + "</table:table-cell></table:table-row></table:table></office:spreadsheet>");

        DocumentAssert.Blocks(document, (TableRow, "Costs", "far out | far out | 2026-03-04 10:00:00"));
        Assert.Equal("sheet Costs, row 1048001", document.Places.GetPlace(0));
    }

    [Fact]
    public void Read_Slides_StartWithTitlesAndEndWithNotes() => DocumentAssert.Blocks(
        Read("", "<office:presentation><draw:page><draw:frame><draw:text-box><text:list><text:list-item><text:p>stone</text:p>"
            + "</text:list-item></text:list></draw:text-box></draw:frame>"
            + "<draw:frame presentation:class=\"title\"><draw:text-box><text:p>Ovens</text:p></draw:text-box></draw:frame>"
            + "<draw:frame presentation:placeholder=\"true\"><draw:text-box><text:p>Click here</text:p></draw:text-box></draw:frame>"
            + "<presentation:notes><draw:frame presentation:class=\"notes\"><draw:text-box><text:p>Say it.</text:p>"
            + "</draw:text-box></draw:frame></presentation:notes></draw:page>"
            + "<draw:page><draw:custom-shape><text:p>Free.</text:p></draw:custom-shape></draw:page></office:presentation>"),
        (Heading, "Ovens", "Ovens"),
        (ListItem, "Ovens", "- stone"),
        (Paragraph, "Ovens > Notes", "Say it."),
        (Paragraph, "Slide 2", "Free."));

    private static DocumentText Read(string styles, string body)
    {
        byte[] content = OfficeFile.Zip(("content.xml", $"<office:document-content {Namespaces}>{styles}<office:body>{body}"
            + $"</office:body></office:document-content>"));
        DocumentText document = new OpenDocumentReader().Read("a.odt", content, TestContext.Current.CancellationToken);
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
