using SearchEngine.Documents.Formats;

namespace SearchEngine.Documents.Tests;

/// <summary>Reads documents with the built-in readers.</summary>
internal static class TestDocuments
{
    /// <summary>Reads <paramref name="content"/> with the reader for the extension of <paramref name="name"/>.</summary>
    public static DocumentText Read(string name, byte[] content) =>
        DocumentReaders.Default.FindReader(name)!.Read(name, content, TestContext.Current.CancellationToken);

    /// <summary>Reads a document from the folder of real documents.</summary>
    public static DocumentText ReadFixture(string name) =>
        Read(name, File.ReadAllBytes(Path.Combine(ExpectedSentence.Folder, name)));

    /// <summary>Returns kind, section path, text and place of each block.</summary>
    public static IEnumerable<(BlockKind Kind, string Path, string Text, string Place)> DescribeBlocks(DocumentText document) =>
        document.Blocks.Select(block => (block.Kind, block.Section.Path, GetText(document, block), GetPlace(document, block)));

    /// <summary>Returns the text of a block.</summary>
    public static string GetText(DocumentText document, DocumentBlock block) => document.Text[block.Start..block.End];

    /// <summary>Returns the place at which a block starts.</summary>
    public static string GetPlace(DocumentText document, DocumentBlock block) => document.Places.GetPlace(block.Start);

    /// <summary>Returns the places at which the blocks start.</summary>
    public static IEnumerable<string> GetPlaces(DocumentText document) =>
        document.Blocks.Select(block => GetPlace(document, block));
}
