using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class DocumentBuilderTests
{
    [Fact]
    public void Build_BlocksOfAllKinds_ContainsThemInOrderUnderTheirSections()
    {
        DocumentBuilder builder = new();
        builder.AddHeading("Ovens", 1);
        builder.AddBlock(Paragraph, "  Two of them.\n");
        builder.AddHeading("Deck", 2);
        builder.AddBlock(ListItem, "clean");
        builder.AddBlock(ListItem, "heat");
        builder.AddRow(["Day", " Hours\nopen ", ""]);
        builder.AddRow(["", " "]);
        builder.AddRow(["Mon", "9"]);

        DocumentText document = builder.Build(" The title ");

        Assert.Equal("The title", document.Title);
        Assert.Equal("Ovens\n\n  Two of them.\n\nDeck\n\nclean\nheat\n\nDay | Hours open\nMon | 9", document.Text);
        DocumentAssert.BlocksCoverAllText(document);
        DocumentAssert.Blocks(
            document,
            (Heading, "Ovens", "Ovens"),
            (Paragraph, "Ovens", "  Two of them."),
            (Heading, "Ovens > Deck", "Deck"),
            (ListItem, "Ovens > Deck", "clean"),
            (ListItem, "Ovens > Deck", "heat"),
            (TableRow, "Ovens > Deck", "Day | Hours open"),
            (TableRow, "Ovens > Deck", "Mon | 9"));
    }

    [Fact]
    public void SetPlace_BeforeABlock_AppliesUntilTheNextPlace()
    {
        DocumentBuilder builder = new();
        builder.AddBlock(Paragraph, "cover");
        builder.SetPlace("page 2");
        builder.SetPlace("page 3");
        builder.AddBlock(Paragraph, "one");
        builder.AddBlock(Paragraph, "two");
        builder.SetPlace("page 4");
        builder.AddBlock(Paragraph, "three");

        DocumentText document = builder.Build();

        Assert.Equal(["", "page 3", "page 3", "page 4"], document.Blocks.Select(block => document.Places.GetPlace(block.Start)));
        Assert.Equal("page 4", document.Places.GetPlace(document.Text.Length));
        PlaceMap parsed = PlaceMap.Parse(document.Places.Serialize());
        Assert.Equal(["page 3", "page 4"], parsed.Names);
        Assert.Equal((7, 17), parsed.Find("PAGE 3", document.Text.Length));
        Assert.Equal((17, 22), parsed.Find("page 4", document.Text.Length));
        Assert.Null(parsed.Find("page 2", document.Text.Length));
        Assert.Equal("", PlaceMap.Empty.GetPlace(5));
    }

    [Fact]
    public void Add_NulCharacters_AreReplaced()
    {
        DocumentBuilder builder = new();
        builder.AddHeading("a\0b", 1);
        builder.AddBlock(Paragraph, "c\0d");

        Assert.Equal("a\ufffdb\n\nc\ufffdd", builder.Build().Text);
        Assert.Equal("a\ufffdb", builder.Section.Title);
    }

    [Fact]
    public void Add_TextLongerThanTheLimit_IsRejected()
    {
        DocumentBuilder builder = new();
        string part = new('x', DocumentBuilder.MaxTextLength / 2);
        builder.AddBlock(Paragraph, part);

        Assert.Contains("longer than", Assert.Throws<UnreadableDocumentException>(() => builder.AddBlock(Paragraph, part)).Message);
    }

    [Fact]
    public void Add_AfterCancellation_Throws()
    {
        using CancellationTokenSource source = new();
        DocumentBuilder builder = new(source.Token);
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => builder.AddBlock(Paragraph, "x"));
    }
}
