using System.Text;
using SearchEngine.Documents.Formats.Web;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class HtmlReaderTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("The dough rests for an hour before it is folded. ", 10)).Trim();

    [Fact]
    public void Read_Page_PlacesAreLines()
    {
        DocumentText document = Read("<html>\n<body>\n<h1>\n  Ovens</h1>\n<p>Two of\nthem.</p>\n\n<table>\n<tr><td>Mon<td>\n9</table>");
        Assert.Equal(
            [("Ovens", "line 4"), ("Two of them.", "line 5"), ("Mon | 9", "line 9")],
            TestDocuments.DescribeBlocks(document).Select(block => (block.Text, block.Place)));
    }

    [Fact]
    public void Read_BlocksOfAllKinds_KeepTheirStructure()
    {
        DocumentText document = Read("""
            <h1>Ovens</h1><p>Two of
              them,&nbsp;both <b>ho</b>t.<h2>Deck <em>oven</em></h2>
            <ul><li>clean<li>heat<ol start=3><li>low<li>high</ol></li></ul>
            <table><tr><th>Day<th>Hours<tr><td>Mon<td>9<br>to 5</table>
            <pre>
            if x:
                y()
            </pre>
            <blockquote><p>So it goes.</p></blockquote>
            <dl><dt>Crumb<dd>The inside.</dl>
            <figure><img src=x alt="A loaf"><figcaption>Rye</figcaption></figure>
            one<br>two<br><br>three
            """);

        DocumentAssert.BlocksCoverAllText(document);
        DocumentAssert.Blocks(
            document,
            (Heading, "Ovens", "Ovens"),
            (Paragraph, "Ovens", "Two of them, both hot."),
            (Heading, "Ovens > Deck oven", "Deck oven"),
            (ListItem, "Ovens > Deck oven", "- clean"),
            (ListItem, "Ovens > Deck oven", "- heat"),
            (ListItem, "Ovens > Deck oven", "  3. low"),
            (ListItem, "Ovens > Deck oven", "  4. high"),
            (TableRow, "Ovens > Deck oven", "Day | Hours"),
            (TableRow, "Ovens > Deck oven", "Mon | 9 to 5"),
            (Code, "Ovens > Deck oven", "if x:\n    y()"),
            (Quote, "Ovens > Deck oven", "So it goes."),
            (ListItem, "Ovens > Deck oven", "- Crumb"),
            (ListItem, "Ovens > Deck oven", "  The inside."),
            (Paragraph, "Ovens > Deck oven", "A loaf"),
            (Paragraph, "Ovens > Deck oven", "Rye"),
            (Paragraph, "Ovens > Deck oven", "one\ntwo"),
            (Paragraph, "Ovens > Deck oven", "three"));
    }

    [Fact]
    public void Read_InvisibleElements_AreOmitted() => Assert.Equal(
        "Seen.",
        Read("""
            <title>T</title><style>p { color: red }</style><script>alert("<p>no</p>")</script><template><p>no</template>
            <noscript>no</noscript><p hidden>no</p><p style="DISPLAY : none">no</p><span aria-hidden="true">no</span>
            <svg><title>no</title><style/></svg><button>no</button><select><option>no</select><!-- no -->
            <style>/* .seen { display: none } */ p, .gone { display:none }
            @media print { .seen { display: none } } .seen { color: red; }</style>
            <p class="a gone">no</p><p class=seen>Seen.
            """).Text);

    [Fact]
    public void Read_PageWithMain_ReturnsOnlyMain()
    {
        DocumentText document = Read($"""
            <body><header><h1>The Site</h1></header><nav><a href=/>Home</a></nav><div class=promo>Buy now!</div>
            <main><article><header><h1>Bread</h1></header><p>{Long}</p>
            <aside>See also cake</aside><footer>Written in May</footer></article></main>
            <div id="cookie-banner">We use cookies</div><footer>All rights reserved</footer>
            """);

        Assert.Equal($"Bread\n\n{Long}\n\nWritten in May", document.Text);
        Assert.Equal("The Site", document.Title);
    }

    [Fact]
    public void Read_PageOfDivs_OmitsListsOfLinks()
    {
        string menu = string.Concat(Enumerable.Range(1, 8).Select(page => $"<li><a href=p{page}>Page {page}</a></li>"));
        DocumentText document = Read($"<div><ul>{menu}</ul></div><div><p>{Long}</p><ul><li>"
            + $"<a href=x>A book on rye</a> that we like to read.</ul></div>");

        Assert.Equal($"{Long}\n\n- A book on rye that we like to read.", document.Text);
    }

    [Theory]
    [InlineData(
        "<ul><li><a href=a>One</a><li><a href=b>Two</a><li><a href=c>Three</a><li><a href=d>Four</a></ul>",
        "- One\n- Two\n- Three\n- Four")]
    [InlineData("<nav>Only navigation</nav>", "Only navigation")]
    [InlineData("<header><h1>Title</h1><p>Lead</p></header><p>Body", "Title\n\nLead\n\nBody")]
    [InlineData("<main></main><p>Outside", "Outside")]
    [InlineData("<form><p>The whole page in a form</p><input value=x></form>", "The whole page in a form")]
    public void Read_PageWithoutOtherContent_IsKept(string html, string text) => Assert.Equal(text, Read(html).Text);

    [Fact]
    public void Read_LayoutTable_IsReadAsBlocks() => DocumentAssert.Blocks(
        Read("<table><tr><td><h2>News</h2><p>One.</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"),
        (Heading, "News", "News"),
        (Paragraph, "News", "One."),
        (TableRow, "News", "a | b"));

    [Fact]
    public void Read_Head_ReturnsTitleAndFields()
    {
        DocumentText document = Read("""
            <html lang="en-GB"><head><title>Sour dough | Hearth &amp; Rye</title><meta property="og:title" content="Sour dough">
            <meta name=Author content=" Ada  Baker "><meta property="article:published_time" content="2024-05-06T07:08:09Z">
            <meta name=description content="How it rises">
            <meta property="article:tag" content="bread"><meta property="article:tag" content="yeast"></head><body><p>x
            """);

        Assert.Equal("Sour dough", document.Title);
        Assert.Equal(
            [
                ("author", "Ada Baker"),
                ("date", "2024-05-06T07:08:09Z"),
                ("description", "How it rises"),
                ("keywords", "bread, yeast"),
                ("language", "en-GB"),
            ],
            document.Fields.Select(field => (field.Key, field.Value)));
    }

    [Theory]
    [InlineData("<title>A &amp; B</title><h1>C</h1>", "A & B")]
    [InlineData("<h1>C <i>d</i></h1>", "C d")]
    [InlineData("<svg><title>a drawing</title></svg><p>x", "")]
    public void Read_Title_IsThatOfThePage(string html, string title) => Assert.Equal(title, Read(html).Title);

    [Fact]
    public void Read_Xhtml_SupportsSelfClosingElements() => Assert.Equal(
        "One\n\nTwo < three",
        Read("""
            <?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head>
            <body><div/><p>One</p><p><![CDATA[Two < three]]></p></body></html>
            """).Text);

    [Fact]
    public void Read_InvisibleCharacters_AreReplacedOrRemoved() =>
        Assert.Equal("donut shop \u0645\u06cc\u200c\u062e", Read("<p>do&shy;nut&nbsp;\u200bshop\u2060\ufeff "
            + "\u0645\u06cc\u200c\u062e").Text);

    [Fact]
    public void Write_HtmlInsideAnotherFormat_ContinuesTheDocument()
    {
        DocumentBuilder builder = new(TestContext.Current.CancellationToken);
        builder.AddHeading("Chapter", 1);
        builder.SetPlace("chapter 2");
        HtmlBlockWriter.Write("<nav>Seen here</nav><p>Text", builder, TestContext.Current.CancellationToken);

        DocumentText document = builder.Build();
        DocumentAssert.Blocks(
            document,
            (Heading, "Chapter", "Chapter"),
            (Paragraph, "Chapter", "Seen here"),
            (Paragraph, "Chapter", "Text"));
        Assert.Equal("chapter 2", document.Places.GetPlace(document.Blocks[1].Start));
    }

    private static DocumentText Read(string html)
    {
        DocumentText document = TestDocuments.Read("page.html", Encoding.UTF8.GetBytes(html));
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
