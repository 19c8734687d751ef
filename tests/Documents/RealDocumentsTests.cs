using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats;

namespace SearchEngine.Documents.Tests;

/// <summary>Every reader on files written by real programs: all expected sentences are found, in order and at their places.</summary>
public sealed class RealDocumentsTests
{
    public static TheoryData<string> Documents => FindDocuments(isLocked: false);

    public static TheoryData<string> LockedDocuments => FindDocuments(isLocked: true);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Read_RealDocument_ContainsTheExpectedSentences(string name)
    {
        if (name == "scan.pdf") Assert.Skip("It contains pictures of text; see PdfReaderTests.");
        DocumentText document = TestDocuments.ReadFixture(name);
        // Front matter is metadata and not part of a block.
        if (document.Fields.Count == 0 || document.Places != PlaceMap.Empty) DocumentAssert.BlocksCoverAllText(document);
        (string compact, List<int> offsets) = RemoveWhitespace(document.Text);
        int from = 0;
        foreach (ExpectedSentence sentence in ExpectedSentence.All[name].Sentences)
        {
            string expected = RemoveWhitespace(sentence.Text).Text;
            if (sentence.IsAbsent)
            {
                Assert.DoesNotContain(expected, compact, StringComparison.Ordinal);
                continue;
            }
            if (sentence.IsOptional) continue;
            int found = compact.IndexOf(expected, from, StringComparison.Ordinal);
            bool isInTitle = RemoveWhitespace(document.Title).Text.Contains(expected, StringComparison.Ordinal);
            if (found < 0 && sentence.Kind == "title" && isInTitle) continue;
            bool isPresent = compact.Contains(expected, StringComparison.Ordinal);
            string failure = isPresent ? $"out of order: {sentence.Text}" : $"missing: {sentence.Text}\nin: {document.Text}";
            Assert.True(found >= 0, failure);
            if (sentence.Place is { } place) Assert.StartsWith(place, document.Places.GetPlace(offsets[found]), StringComparison.Ordinal);
            from = found + expected.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Chunk_RealDocument_ChunksHaveTheirTextAndPlace(string name)
    {
        if (name == "scan.pdf") Assert.Skip("It contains pictures of text; see PdfReaderTests.");
        DocumentText document = TestDocuments.ReadFixture(name);
        IReadOnlyList<Chunk> chunks = new StructureChunker().Chunk(document);
        Assert.NotEmpty(chunks);
        Assert.All(chunks, chunk => Assert.Equal(document.Text[chunk.Start..chunk.End], chunk.Text));
        Assert.All(chunks, chunk => Assert.Equal(document.Places.GetPlace(chunk.Start), chunk.Place));
    }

    [Theory]
    [MemberData(nameof(LockedDocuments))]
    public void Read_EncryptedDocument_IsRejectedWithTheReason(string name)
    {
        UnreadableDocumentException thrown = Assert.Throws<UnreadableDocumentException>(() => TestDocuments.ReadFixture(name));
        Assert.Contains("encrypted", thrown.Message, StringComparison.Ordinal);
    }

    private static TheoryData<string> FindDocuments(bool isLocked) =>
    [
        .. ExpectedSentence.All
            .Where(document => document.Value.Locked == isLocked && DocumentReaders.Default.FindReader(document.Key) is not null)
            .Select(document => document.Key),
    ];

    /// <summary>Returns the text without whitespace and soft hyphens, and the offset of each character.</summary>
    private static (string Text, List<int> Offsets) RemoveWhitespace(string text)
    {
        List<char> kept = [];
        List<int> offsets = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) || text[i] == '\u00ad') continue;
            kept.Add(text[i]);
            offsets.Add(i);
        }
        return (new string([.. kept]), offsets);
    }
}
