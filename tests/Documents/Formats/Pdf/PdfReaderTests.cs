using SearchEngine.Documents.Formats.Pdf;

namespace SearchEngine.Documents.Tests;

public sealed class PdfReaderTests
{
    private static readonly PdfReader Reader = new();

    [Fact]
    public void Read_ManualOfSeveralPages_HasItsOutlineItemsAndRows()
    {
        DocumentText document = Read("handbook.pdf");

        Assert.Equal("Keeper's handbook of Tern Rock", document.Title);
        Assert.Equal("Edda Morrow", document.Fields["author"]);
        Assert.Equal("lighthouse", document.Fields["keywords"]);
        Assert.Contains(Blocks(document), block => block is { Kind: BlockKind.ListItem, Text: "• Use rainwater only.", Place: "page 1" } && block.Path.EndsWith("The lamp > Cleaning the lens", StringComparison.Ordinal));
        Assert.Contains(Blocks(document), block => block is { Kind: BlockKind.TableRow, Text: "Paraffin, 400 litres | Oil cellar | 70 nights", Place: "page 2" });
        Assert.Contains(Blocks(document), block => block is { Kind: BlockKind.Heading, Text: "Fog", Place: "page 3" });
    }

    [Fact]
    public void Read_RunningHeadsAndFeet_AreLeftOut()
    {
        string text = Read("handbook.pdf").Text;
        Assert.DoesNotContain("third edition", text, StringComparison.Ordinal);
        Assert.DoesNotContain("keep dry", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoColumns_AreReadOneAfterTheOtherWithWordsPutTogether()
    {
        string text = Read("journal.pdf").Text;
        Assert.Contains("Oceanographers of the hydrographic institute measured extraordinary displacements throughout the archipelago", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("ends at low water", StringComparison.Ordinal) < text.IndexOf("begins with the flood", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SoftHyphens_LeaveNoTrace()
    {
        string text = Read("article.pdf").Text;
        Assert.Contains("to rattle the lantern glass, and to be noticed by at least two keepers", text, StringComparison.Ordinal);
        Assert.Contains("every Monday, even on Christmas", text, StringComparison.Ordinal);
        Assert.Contains("twenty-three miles", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Arabic_IsInReadingOrder() => Assert.Contains("المنارة تضيء البحر كل ليلة.", Read("languages.pdf").Text, StringComparison.Ordinal);

    [Fact]
    public void Read_PicturesOnly_SaysThatTextMustBeRecognized() =>
        Assert.Contains("OCR", Assert.Throws<UnreadableDocumentException>(() => Read("scan.pdf")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("المنارة", "ةرانملا")]
    [InlineData("في عام 1871 كان", "ناك 1871 ماع يف")]
    [InlineData("שלום USB-C 2.0 עולם", "םלוע USB-C 2.0 םולש")]
    [InlineData("plain (text)", "plain (text)")]
    public void InReadingOrder_LineAsSeen_IsReversedButForNumbersAndOtherWords(string read, string seen) => Assert.Equal(read, RightToLeft.ToLogicalOrder(seen));

    private static IEnumerable<(BlockKind Kind, string Path, string Text, string Place)> Blocks(DocumentText document) =>
        document.Blocks.Select(block => (block.Kind, block.Section.Path, document.Text[block.Start..block.End], document.Places.GetPlace(block.Start)));

    private static DocumentText Read(string name) => Reader.Read(name, File.ReadAllBytes(Path.Combine(ExpectedSentence.Folder, name)), TestContext.Current.CancellationToken);
}
