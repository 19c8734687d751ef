using SearchEngine.Documents.Formats.Pdf;

namespace SearchEngine.Documents.Tests;

public sealed class PdfReaderTests
{
    [Fact]
    public void Read_ManualOfSeveralPages_HasItsOutlineItemsAndRows()
    {
        DocumentText document = TestDocuments.ReadFixture("handbook.pdf");

        Assert.Equal("Keeper's handbook of Tern Rock", document.Title);
        Assert.Equal("Edda Morrow", document.Fields["author"]);
        Assert.Equal("lighthouse", document.Fields["keywords"]);
        (BlockKind Kind, string Path, string Text, string Place)[] blocks = [.. TestDocuments.DescribeBlocks(document)];
        (_, string path, _, string place) = Assert.Single(blocks, block => block.Text == "• Use rainwater only.");
        Assert.EndsWith("The lamp > Cleaning the lens", path, StringComparison.Ordinal);
        Assert.Equal("page 1", place);
        Assert.Contains(
            blocks,
            block => block is { Kind: BlockKind.TableRow, Text: "Paraffin, 400 litres | Oil cellar | 70 nights", Place: "page 2" });
        Assert.Contains(blocks, block => block is { Kind: BlockKind.Heading, Text: "Fog", Place: "page 3" });
    }

    [Fact]
    public void Read_HeadersAndFooters_AreOmitted()
    {
        string text = TestDocuments.ReadFixture("handbook.pdf").Text;
        Assert.DoesNotContain("third edition", text, StringComparison.Ordinal);
        Assert.DoesNotContain("keep dry", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoColumns_AreReadInOrderWithDividedWordsJoined()
    {
        string text = TestDocuments.ReadFixture("journal.pdf").Text;
        Assert.Contains("Oceanographers of the hydrographic institute measured extraordinary displacements throughout the "
            + "archipelago", text, StringComparison.Ordinal);
        int endOfFirstColumn = text.IndexOf("ends at low water", StringComparison.Ordinal);
        int startOfSecondColumn = text.IndexOf("begins with the flood", StringComparison.Ordinal);
        Assert.True(endOfFirstColumn < startOfSecondColumn);
    }

    [Fact]
    public void Read_SoftHyphens_AreRemoved()
    {
        string text = TestDocuments.ReadFixture("article.pdf").Text;
        Assert.Contains("to rattle the lantern glass, and to be noticed by at least two keepers", text, StringComparison.Ordinal);
        Assert.Contains("every Monday, even on Christmas", text, StringComparison.Ordinal);
        Assert.Contains("twenty-three miles", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Arabic_IsInLogicalOrder() =>
        Assert.Contains("المنارة تضيء البحر كل ليلة.", TestDocuments.ReadFixture("languages.pdf").Text, StringComparison.Ordinal);

    [Fact]
    public void Read_PicturesOnly_IsRejectedWithAHintToOcr()
    {
        UnreadableDocumentException thrown = Assert.Throws<UnreadableDocumentException>(() => TestDocuments.ReadFixture("scan.pdf"));
        Assert.Contains("OCR", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("المنارة", "ةرانملا")]
    [InlineData("في عام 1871 كان", "ناك 1871 ماع يف")]
    [InlineData("שלום USB-C 2.0 עולם", "םלוע USB-C 2.0 םולש")]
    [InlineData("plain (text)", "plain (text)")]
    public void ToLogicalOrder_VisualLine_IsReversedExceptNumbersAndOtherWords(string logical, string visual) =>
        Assert.Equal(logical, RightToLeft.ToLogicalOrder(visual));
}
