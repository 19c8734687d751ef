using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class DocumentBuilderTests
{
    [Fact]
    public void Build_BlocksOfAllKinds_TextHoldsThemInOrderUnderTheirSections()
    {
        DocumentBuilder builder = new();
        builder.Heading("Ovens", 1);
        builder.Add(Paragraph, "  Two of them.\n");
        builder.Heading("Deck", 2);
        builder.Add(ListItem, "clean");
        builder.Add(ListItem, "heat");
        builder.Row(["Day", " Hours\nopen ", ""]);
        builder.Row(["", " "]);
        builder.Row(["Mon", "9"]);

        DocumentText document = builder.Build(" The title ");

        Assert.Equal("The title", document.Title);
        Assert.Equal("Ovens\n\n  Two of them.\n\nDeck\n\nclean\nheat\n\nDay | Hours open\nMon | 9", document.Text);
        DocumentAssert.BlocksHoldAllText(document);
        DocumentAssert.Blocks(document, (Heading, "Ovens", "Ovens"), (Paragraph, "Ovens", "  Two of them."), (Heading, "Ovens > Deck", "Deck"), (ListItem, "Ovens > Deck", "clean"),
            (ListItem, "Ovens > Deck", "heat"), (TableRow, "Ovens > Deck", "Day | Hours open"), (TableRow, "Ovens > Deck", "Mon | 9"));
    }

    [Fact]
    public void Place_BeforeABlock_HoldsUntilTheNext()
    {
        DocumentBuilder builder = new();
        builder.Add(Paragraph, "cover");
        builder.Place("page 2");
        builder.Place("page 3");
        builder.Add(Paragraph, "one");
        builder.Add(Paragraph, "two");
        builder.Place("page 4");
        builder.Add(Paragraph, "three");

        DocumentText document = builder.Build();

        Assert.Equal(["", "page 3", "page 3", "page 4"], document.Blocks.Select(block => document.Places.At(block.Start)));
        Assert.Equal("page 4", document.Places.At(document.Text.Length));
        PlaceMap again = PlaceMap.Read(document.Places.Write());
        Assert.Equal(["page 3", "page 4"], again.Names);
        Assert.Equal((7, 17), again.Find("PAGE 3", document.Text.Length));
        Assert.Equal((17, 22), again.Find("page 4", document.Text.Length));
        Assert.Null(again.Find("page 2", document.Text.Length));
        Assert.Equal("", PlaceMap.None.At(5));
    }

    [Fact]
    public void Add_NulCharacters_AreReplacedSoThatNoLibraryEndsTheTextThere()
    {
        DocumentBuilder builder = new();
        builder.Heading("a\0b", 1);
        builder.Add(Paragraph, "c\0d");

        Assert.Equal("a\ufffdb\n\nc\ufffdd", builder.Build().Text);
        Assert.Equal("a\ufffdb", builder.Section.Title);
    }

    [Fact]
    public void Add_MoreTextThanADocumentMayHave_IsRefused()
    {
        DocumentBuilder builder = new();
        string part = new('x', DocumentBuilder.LongestText / 2);
        builder.Add(Paragraph, part);

        Assert.Contains("longer than", Assert.Throws<UnreadableDocumentException>(() => builder.Add(Paragraph, part)).Message);
    }

    [Fact]
    public void Add_AfterCancellation_Ends()
    {
        using CancellationTokenSource source = new();
        DocumentBuilder builder = new(source.Token);
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => builder.Add(Paragraph, "x"));
    }
}
