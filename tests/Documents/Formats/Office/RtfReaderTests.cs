using System.Text;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class RtfReaderTests
{
    [Fact]
    public void Read_Paragraphs_HaveTheKindsOfTheirProperties() => DocumentAssert.Blocks(
        Read(@"{\stylesheet{\s0 Normal;}{\s3\b Heading 2;}}{\header Top}\pard\outlinelevel0 Oven\par\pard\s3 Decks\par\pard "
            + @"Two \b of\b0\line them.\par{\listtext 1.\tab}\pard\ls1 one\par\pard\ls1\ilvl1 two\par\pard\plain Text"),
        (Heading, "Oven", "Oven"),
        (Heading, "Oven > Decks", "Decks"),
        (Paragraph, "Oven > Decks", "Two of them."),
        (ListItem, "Oven > Decks", "- one"),
        (ListItem, "Oven > Decks", "  - two"),
        (Paragraph, "Oven > Decks", "Text"));

    [Theory]
    [InlineData(@"K\'e4se \u8364?50 a\~b\_c \{x\\y\} \ldblquote q\rdblquote", @"Käse €50 a b-c {x\y} “q”")]
    [InlineData(@"\uc2\u1055\'cf\'f0x{\uc0\u1086}\uc1\u-10179?\u-8694?", "Пxо😊")]
    [InlineData(@"one{\*\unknown two}{\pict 00ff}{\v hidden}{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box}}", "onebox")]
    [InlineData(@"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\bin3 }}}end", "linkend")]
    public void Read_CharactersAndGroups_ReturnsTheVisibleText(string rtf, string text) => Assert.Equal(text, Read(rtf).Text);

    [Fact]
    public void Read_CodePages_DecodesTwoByteCharacters() => Assert.Equal("灯台", Read(@"\ansicpg932 \'93\'94\'91\'e4").Text);

    [Fact]
    public void Read_RowsAndFootnotes_AreSeparateBlocks() => DocumentAssert.Blocks(
        Read(@"\trowd\pard\intbl Mon\par day\cell 9\cell\row\trowd\intbl\cell 10\cell\row\pard Text{\footnote\pard Note\par "
            + @"here.} more.\par"),
        (TableRow, "", "Mon day | 9"),
        (TableRow, "", " | 10"),
        (Paragraph, "", "Text more."),
        (Paragraph, "Footnotes", "Note here."));

    [Fact]
    public void Read_Properties_ReturnsTitleAndAuthor()
    {
        DocumentText document = Read(@"{\info{\title The oven}{\author Anne}}Text");

        Assert.Equal(("The oven", "Anne", "Text"), (document.Title, document.Fields["author"], document.Text));
    }

    [Fact]
    public void Read_RealHandbook_HasItsOutlineItemsAndRows()
    {
        DocumentText document = TestDocuments.ReadFixture("handbook.rtf");

        string[] blocks = [.. document.Blocks.Select(block => $"{block.Kind} {block.Section.Path}: "
            + $"{document.Text[block.Start..block.End]}")];
        Assert.Contains("Heading The lamp > Lighting > When the mantle tears: When the mantle tears", blocks);
        Assert.Contains("ListItem The lamp > Cleaning the lens:   - Tap water leaves lime on the prisms.", blocks);
        Assert.Contains("TableRow Stores: Paraffin, 400 litres | Oil cellar | 70 nights", blocks);
        Assert.DoesNotContain("third edition", document.Text, StringComparison.Ordinal);
    }

    private static DocumentText Read(string rtf)
    {
        DocumentText document = TestDocuments.Read("a.rtf", Encoding.Latin1.GetBytes($@"{{\rtf1\ansi {rtf}}}"));
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
