using SearchEngine.Tests;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class PresentationReaderTests
{
    [Fact]
    public void Read_Slides_AreInDisplayOrderAndStartWithTitles()
    {
        DocumentText document = Read(
            Shape("body", Text("two decks") + Text("stone", "<a:pPr lvl=\"1\"/>") + Text("Note that.", "<a:pPr><a:buNone/></a:pPr>"))
                + Shape("title", Text("Deck") + Text("ovens"))
                + Shape("sldNum", Text("1"))
                + Shape("ftr", Text("footer")),
            Shape(null, Text("Free text") + Text("bullet", "<a:pPr><a:buChar char=\"x\"/></a:pPr>")));

        DocumentAssert.Blocks(document,
            (Heading, "Deck ovens", "Deck ovens"),
            (ListItem, "Deck ovens", "- two decks"),
            (ListItem, "Deck ovens", "  - stone"),
            (Paragraph, "Deck ovens", "Note that."),
            (Paragraph, "Slide 2", "Free text"),
            (ListItem, "Slide 2", "- bullet"));
        Assert.Equal("Deck ovens", document.Title);
        Assert.Equal(["slide 1", "slide 1", "slide 1", "slide 1", "slide 2", "slide 2"], TestDocuments.GetPlaces(document));
    }

    [Fact]
    public void Read_GroupsTablesFieldsAndFallbacks_AreReadOnce() => DocumentAssert.Blocks(
        Read("<p:grpSp><p:grpSp>" + Shape(null, "<a:p><a:r><a:t>Two</a:t></a:r><a:br/><a:r><a:t>lines</a:t></a:r>"
            + "<a:fld type=\"slidenum\"><a:t>7</a:t></a:fld></a:p>") + "</p:grpSp></p:grpSp>"
            + "<p:graphicFrame><a:tbl><a:tr><a:tc gridSpan=\"2\"><a:txBody>" + Text("Wide") + Text("cell") + "</a:txBody></a:tc>"
            + "<a:tc hMerge=\"1\"><a:txBody><a:p/></a:txBody></a:tc>"
            + "<a:tc><a:txBody>" + Text("C") + "</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
            + "<mc:AlternateContent><mc:Choice>" + Shape(null, Text("New")) + "</mc:Choice>"
            + "<mc:Fallback>" + Shape(null, Text("Old")) + "</mc:Fallback></mc:AlternateContent>"),
        (Paragraph, "Slide 1", "Two lines"),
        (TableRow, "Slide 1", "Wide cell |  | C"),
        (Paragraph, "Slide 1", "New"));

    private static string Text(string text, string properties = "") => $"<a:p>{properties}<a:r><a:t>{text}</a:t></a:r></a:p>";

    private static string Shape(string? placeholder, string paragraphs) =>
        $"<p:sp><p:nvSpPr><p:nvPr>{(placeholder is null ? "" : $"<p:ph type=\"{placeholder}\"/>")}</p:nvPr></p:nvSpPr>"
            + $"<p:txBody>{paragraphs}</p:txBody></p:sp>";

    private static DocumentText Read(params string[] slides)
    {
        DocumentText document = TestDocuments.Read("a.pptx", OfficeFile.Presentation(slides));
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
