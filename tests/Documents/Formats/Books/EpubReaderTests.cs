using SearchEngine.Documents.Formats.Books;
using SearchEngine.Tests;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class EpubReaderTests
{
    private const string Container = "<container><rootfiles><rootfile full-path=\"book/package.opf\"/></rootfiles></container>";

    [Fact]
    public void Read_Chapters_AreInSpineOrderWithTitlesFromTheContents()
    {
        DocumentText document = Read(
            "<item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>"
                + "<item id=\"two\" href=\"text/2.xhtml\" media-type=\"application/xhtml+xml\"/>"
                + "<item id=\"one\" href=\"text/a%20b.xhtml\" media-type=\"application/xhtml+xml\"/>"
                + "<item id=\"cover\" href=\"cover.svg\" media-type=\"image/svg+xml\"/>",
            "<itemref idref=\"cover\"/><itemref idref=\"n\"/><itemref idref=\"one\"/><itemref idref=\"two\"/><itemref idref=\"none\"/>",
            ("book/nav.xhtml", "<html><body><nav><a href=\"text/a%20b.xhtml#start\">The <b>lamp</b></a>"
                + "<a href=\"text/a%20b.xhtml#later\">Later</a></nav></body></html>"),
            ("book/text/a b.xhtml", "<?xml version=\"1.0\"?><html><head><title/></head><body><a id=\"start\"/><p>It burns.</p>"
                + "</body></html>"),
            ("book/text/2.xhtml", "<html><head><title>x</title></head><body><h1>Stores</h1><p>A tin.</p></body></html>"));

        DocumentAssert.Blocks(
            document,
            (Paragraph, "The lamp", "It burns."),
            (Heading, "Stores", "Stores"),
            (Paragraph, "Stores", "A tin."));
        Assert.Equal(["The lamp", "chapter 2", "chapter 2"], document.Blocks.Select(block => document.Places.GetPlace(block.Start)));
        Assert.Equal("The book", document.Title);
        Assert.Equal("Ann, Bob", document.Fields["author"]);
        Assert.Equal("2026", document.Fields["date"]);
    }

    [Fact]
    public void Read_NcxContents_NameTheChapters() => DocumentAssert.Blocks(
        Read("<item id=\"n\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>"
            + "<item id=\"one\" href=\"1.xhtml\" media-type=\"application/xhtml+xml\"/>", "<itemref idref=\"one\"/>",
            ("book/toc.ncx", "<!DOCTYPE ncx PUBLIC \"-//NISO//DTD ncx 2005-1//EN\" "
                + "\"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd\"><ncx><navMap><navPoint><navLabel><text>The lamp</text>"
                + "</navLabel><content src=\"1.xhtml\"/></navPoint></navMap></ncx>"),
            ("book/1.xhtml", "<html><body><p>It burns.</p></body></html>")),
        (Paragraph, "The lamp", "It burns."));

    [Fact]
    public void Read_RealBook_HasItsChaptersAsPlaces()
    {
        DocumentText document = TestDocuments.ReadFixture("handbook.epub");

        Assert.Equal("Keeper's handbook of Tern Rock", document.Title);
        Assert.Equal("Edda Morrow", document.Fields["author"]);
        Assert.Equal("Stores", document.Places.GetPlace(document.Text.IndexOf("The tender calls", StringComparison.Ordinal)));
        Assert.Equal("Fog", document.Blocks[^1].Section.Path);
    }

    private static DocumentText Read(string manifest, string spine, params (string Path, string Text)[] files)
    {
        string package = $"<package><metadata xmlns:dc=\"c\"><dc:title>The book</dc:title><dc:creator>Ann</dc:creator>"
            + $"<dc:creator>Bob</dc:creator><dc:date>2026</dc:date></metadata><manifest>{manifest}</manifest>"
            + $"<spine>{spine}</spine></package>";
        byte[] content = OfficeFile.Zip([("META-INF/container.xml", Container), ("book/package.opf", package), .. files]);
        DocumentText document = new EpubReader().Read("a.epub", content, TestContext.Current.CancellationToken);
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
