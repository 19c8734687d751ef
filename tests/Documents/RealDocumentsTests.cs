using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats;

namespace SearchEngine.Documents.Tests;

/// <summary>Every reader on files that real programs wrote: all that they were written to say is found, in order and at its place.</summary>
public sealed class RealDocumentsTests
{
    public static TheoryData<string> Documents => [.. ExpectedSentence.All.Where(document => !document.Value.Locked && DocumentReaders.Default.FindReader(document.Key) is not null).Select(document => document.Key)];

    public static TheoryData<string> LockedDocuments => [.. ExpectedSentence.All.Where(document => document.Value.Locked && DocumentReaders.Default.FindReader(document.Key) is not null).Select(document => document.Key)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Read_RealDocument_SaysAllThatItWasWrittenToSay(string name)
    {
        if (name == "scan.pdf") Assert.Skip("It is pictures of text: PdfReaderTests.");
        DocumentText document = Read(name);
        // Front matter is metadata, and in no block.
        if (document.Fields.Count == 0 || document.Places != PlaceMap.Empty) DocumentAssert.BlocksCoverAllText(document);
        (string squeezed, List<int> offsets) = Squeeze(document.Text);
        int from = 0;
        foreach (ExpectedSentence sentence in ExpectedSentence.All[name].Sentences)
        {
            string wanted = Squeeze(sentence.Text).Text;
            if (sentence.IsAbsent)
            {
                Assert.DoesNotContain(wanted, squeezed, StringComparison.Ordinal);
                continue;
            }
            if (sentence.IsOptional) continue;
            int found = squeezed.IndexOf(wanted, from, StringComparison.Ordinal);
            if (found < 0 && sentence.Kind == "title" && Squeeze(document.Title).Text.Contains(wanted, StringComparison.Ordinal)) continue;
            Assert.True(found >= 0, squeezed.Contains(wanted, StringComparison.Ordinal) ? $"out of order: {sentence.Text}" : $"missing: {sentence.Text}\nin: {document.Text}");
            if (sentence.Place is { } place) Assert.StartsWith(place, document.Places.GetPlace(offsets[found]), StringComparison.Ordinal);
            from = found + wanted.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Cut_RealDocument_PassagesAreTheTextAndKnowTheirPlace(string name)
    {
        if (name == "scan.pdf") Assert.Skip("It is pictures of text: PdfReaderTests.");
        DocumentText document = Read(name);
        IReadOnlyList<Chunk> chunks = new StructureChunker().Chunk(document);
        Assert.NotEmpty(chunks);
        Assert.All(chunks, chunk => Assert.Equal(document.Text[chunk.Start..chunk.End], chunk.Text));
        Assert.All(chunks, chunk => Assert.Equal(document.Places.GetPlace(chunk.Start), chunk.Place));
    }

    [Theory]
    [MemberData(nameof(LockedDocuments))]
    public void Read_LockedDocument_SaysWhatToDo(string name) =>
        Assert.Contains("encrypted", Assert.Throws<UnreadableDocumentException>(() => Read(name)).Message, StringComparison.Ordinal);

    private static DocumentText Read(string name) =>
        DocumentReaders.Default.FindReader(name)!.Read(name, File.ReadAllBytes(Path.Combine(ExpectedSentence.Folder, name)), TestContext.Current.CancellationToken);

    /// <summary>The text without white space and soft hyphens, and where each character stood.</summary>
    private static (string Text, List<int> Offsets) Squeeze(string text)
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
