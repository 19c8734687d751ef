using SearchEngine.Readers;

namespace SearchEngine.Engine.Tests.Readers.Fixtures;

/// <summary>Documents that LibreOffice wrote, against what their sources say.</summary>
public sealed class OfficeFixturesTests
{
    private static readonly string[] Texts = [".docx", ".docm", ".odt"];

    public static TheoryData<string> WordDocuments => [.. ExpectedDocument.Named(Texts)];

    public static TheoryData<string> Workbooks => [.. ExpectedDocument.Named(".xlsx", ".xlsm", ".ods")];

    public static TheoryData<string> Presentations => [.. ExpectedDocument.Named(".pptx", ".odp")];

    [Theory]
    [MemberData(nameof(WordDocuments))]
    public void Read_WordDocument_HoldsItsSentencesAsWhatTheyAre(string name)
    {
        DocumentText document = ExpectedDocument.Read(name);

        foreach ((ExpectedSentence sentence, int offset) in ExpectedDocument.Of(name).AssertFoundIn(document))
        {
            Block block = document.Blocks.Last(block => block.Start <= offset);
            BlockKind kind = sentence.Kind switch
            {
                "title" or "heading" => BlockKind.Heading,
                "item" => BlockKind.ListItem,
                "cell" => BlockKind.TableRow,
                _ => BlockKind.Paragraph,
            };
            Assert.Equal((sentence.Text, kind), (sentence.Text, block.Kind));
            if (sentence.Kind == "heading") Assert.Equal((sentence.Text, sentence.Level), (sentence.Text, block.Section.Level));
        }
    }

    [Theory]
    [MemberData(nameof(Workbooks))]
    public void Read_Workbook_HoldsItsCellsWhereTheyStand(string name)
    {
        DocumentText document = ExpectedDocument.Read(name);

        foreach ((ExpectedSentence sentence, int offset) in ExpectedDocument.Of(name).AssertFoundIn(document))
        {
            string row = sentence.Cell!.TrimStart([.. Enumerable.Range('A', 26).Select(letter => (char)letter)]);
            Assert.Equal((sentence.Text, $"sheet {sentence.Sheet}, row {row}"), (sentence.Text, document.Places.At(offset)));
            Assert.Equal(sentence.Sheet, document.Blocks.Last(block => block.Start <= offset).Section.Path);
        }
    }

    [Theory]
    [MemberData(nameof(Presentations))]
    public void Read_Presentation_HoldsItsSentencesOnTheirSlides(string name)
    {
        DocumentText document = ExpectedDocument.Read(name);

        Assert.Equal("Light without a keeper", document.Title);
        foreach ((ExpectedSentence sentence, int offset) in ExpectedDocument.Of(name).AssertFoundIn(document))
            Assert.Equal((sentence.Text, $"slide {sentence.Slide}"), (sentence.Text, document.Places.At(offset)));
    }

    [Theory]
    [InlineData("handbook.docx")]
    [InlineData("handbook.odt")]
    public void Read_Properties_AreTitleAndFields(string name)
    {
        DocumentText document = ExpectedDocument.Read(name);

        Assert.Equal("Keeper's handbook of Tern Rock", document.Title);
        Assert.Equal("Edda Morrow", document.Fields["author"]);
        Assert.Equal("lighthouse", document.Fields["keywords"]);
        Assert.StartsWith("2026-03-01T09:00:00", document.Fields["date"]);
    }
}
