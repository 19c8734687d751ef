using SearchEngine.Documents.Formats.Office;
using SearchEngine.Tests;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class WordReaderTests
{
    private static readonly (string, string) Styles = ("styles", """
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Chapter"/><w:basedOn w:val="Ebene"/></w:style>
        <w:style w:type="paragraph" w:styleId="Ebene"><w:name w:val="Level"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
        <w:style w:type="paragraph" w:styleId="Listing"><w:name w:val="Source Code"/></w:style>
        <w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>
            <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Circle"/><w:basedOn w:val="Kreis"/></w:style>
        """);

    [Fact]
    public void Read_StylesInAnotherLanguage_AreResolvedByNameOutlineAndBase() => DocumentAssert.Blocks(
        Read(
            Styled("berschrift1", "Oven") + Styled("Verzeichnis1", "Decks 3") + Styled("Kapitel", "Decks") + Styled("Zitat", "Bread.")
                + Styled("Listing", "for x") + Styled("Listing", "  bake") + Styled("Punkt", "wait")
                + Styled("Kreis", "Around.") + Styled("None", "End."),
            Styles),
        (Heading, "Oven", "Oven"),
        (Heading, "Oven > Decks", "Decks"),
        (Quote, "Oven > Decks", "Bread."),
        (Code, "Oven > Decks", "for x\n  bake"),
        (ListItem, "Oven > Decks", "  - wait"),
        (Paragraph, "Oven > Decks", "Around."),
        (Paragraph, "Oven > Decks", "End."));

    [Fact]
    public void Read_ParagraphProperties_OverrideTheStyle() => DocumentAssert.Blocks(
        Read("<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/><w:outlineLvl w:val=\"9\"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>"
            + "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>"
            + "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>"
            + "<w:p><w:pPr><w:pStyle w:val=\"Punkt\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>none</w:t>"
            + "</w:r></w:p>", Styles),
        (Paragraph, "", "Text"),
        (Heading, "Third", "Third"),
        (ListItem, "Third", "- item"),
        (Paragraph, "Third", "none"));

    [Fact]
    public void Read_TrackedChangesFieldsAndHiddenText_ReturnsTheVisibleText() => DocumentAssert.Blocks(
        Read("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:pPrChange><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"
            + "</w:pPrChange></w:pPr><w:r><w:t xml:space=\"preserve\">We bake </w:t></w:r>"
            + "<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>al</w:t></w:r><w:r><w:t>ways</w:t></w:r>"
            + "</w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
            + "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr>"
            + "<w:vanish w:val=\"0\"/></w:rPr><w:tab/><w:t>on Mon\u00adday</w:t><w:br/><w:t>at\u00a09</w:t></w:r>"
            + "<w:hyperlink r:id=\"x\"><w:r><w:t xml:space=\"preserve\"> here</w:t></w:r></w:hyperlink></w:p>"),
        (Paragraph, "", "We bake always on Monday at 9 here"));

    [Fact]
    public void Read_TextBoxWithAFallback_IsReadOnce() => DocumentAssert.Blocks(
        Read("<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent>"
            + "</mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            + "</mc:AlternateContent>"
            + "<w:t>Around</w:t></w:r></w:p>"),
        (Paragraph, "", "Box"),
        (Paragraph, "", "Around"));

    [Fact]
    public void Read_TablesAndFrames_AreRowsAndParagraphs() => DocumentAssert.Blocks(
        Read("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + Plain("Wide") + "</w:tc>"
            + "<w:tc>" + Plain("C") + "</w:tc></w:tr>"
            + "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + Plain("Mon") + Plain("day") + "</w:tc>"
            + "<w:tc><w:tbl><w:tr><w:tc>" + Plain("in") + "</w:tc><w:tc>" + Plain("ner") + "</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>"
            + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>" + Plain("9") + "</w:tc></w:tr></w:tbl>"
            + "<w:tbl><w:tr><w:tc>" + Styled("berschrift1", "Framed") + Plain("One.") + Plain("Two.") + "</w:tc></w:tr></w:tbl>", Styles),
        (TableRow, "", "Wide | C"),
        (TableRow, "", "Mon day | in ner"),
        (TableRow, "", " | 9"),
        (Heading, "Framed", "Framed"),
        (Paragraph, "Framed", "One."),
        (Paragraph, "Framed", "Two."));

    [Fact]
    public void Read_NotesAndComments_AreSectionsAfterTheBody() => DocumentAssert.Blocks(
        Read(Plain("Body."),
            ("comments", "<w:comment w:id=\"0\" w:author=\"Ann\">" + Plain("Is it?") + "</w:comment>"),
            ("footnotes", "<w:footnote w:type=\"separator\" w:id=\"-1\">" + Plain("line") + "</w:footnote>"
                + "<w:footnote w:id=\"1\">" + Plain("See there.") + "</w:footnote>"),
            ("endnotes", "<w:endnote w:id=\"1\">" + Plain("Last.") + "</w:endnote>")),
        (Paragraph, "", "Body."),
        (Paragraph, "Footnotes", "See there."),
        (Paragraph, "Endnotes", "Last."),
        (Paragraph, "Comments", "Is it?"));

    [Fact]
    public void Read_NoTitleInTheProperties_UsesTheFirstHeadingOfLevelOne() =>
        Assert.Equal(
            "Oven",
            Read(Styled("Kapitel", "Before") + Styled("berschrift1", "Oven") + Styled("berschrift1", "Other"), Styles).Title);

    private static string Plain(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static string Styled(string style, string text) =>
        $"<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    private static DocumentText Read(string body, params (string Kind, string Xml)[] parts)
    {
        DocumentText document = new WordReader().Read("a.docx", OfficeFile.Word(body, parts), TestContext.Current.CancellationToken);
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
