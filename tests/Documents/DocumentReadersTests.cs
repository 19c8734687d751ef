using SearchEngine.Documents.Formats.Code;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Documents.Formats;

namespace SearchEngine.Documents.Tests;

public sealed class DocumentReadersTests
{
    [Theory]
    [InlineData("a/b.md", typeof(MarkdownReader))]
    [InlineData("README.MD", typeof(MarkdownReader))]
    [InlineData("notes.txt", typeof(PlainTextReader))]
    [InlineData("Program.cs", typeof(CSharpReader))]
    [InlineData("main.go", typeof(SourceCodeReader))]
    public void FindReader_KnownExtension_ReturnsItsReader(string path, Type reader) =>
        Assert.IsType(reader, DocumentReaders.Default.FindReader(path));

    [Theory]
    [InlineData("a.xyz")]
    [InlineData("a.md.bak")]
    [InlineData("Makefile")]
    [InlineData("")]
    public void FindReader_UnknownExtension_ReturnsNull(string path) => Assert.Null(DocumentReaders.Default.FindReader(path));

    [Fact]
    public void With_CustomReader_ReplacesOnlyItsExtensions()
    {
        DocumentReaders readers = DocumentReaders.Default.With(new UpperCaseReader());

        Assert.IsType<UpperCaseReader>(readers.FindReader("a.txt"));
        Assert.IsType<UpperCaseReader>(readers.With(new MarkdownReader()).FindReader("a.shout"));
        Assert.IsType<MarkdownReader>(readers.FindReader("a.md"));
        Assert.IsType<PlainTextReader>(DocumentReaders.Default.FindReader("a.txt"));
    }

    [Fact]
    public void Read_Bytes_DecodesThem()
    {
        DocumentText document = TestDocuments.Read("a.md", [0xef, 0xbb, 0xbf, .. "# Käse"u8]);

        Assert.Equal("# Käse", document.Text);
        Assert.Equal("Käse", document.Title);
    }

    private sealed class UpperCaseReader : TextDocumentReader
    {
        public override IReadOnlyCollection<string> Extensions => [".txt", ".shout"];

        public override DocumentText Read(string name, string text) => new PlainTextReader().Read(name, text.ToUpperInvariant());
    }
}
