using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats;
using SearchEngine.Tests;

namespace SearchEngine.Documents.Tests;

/// <summary>The samples, read and chunked.</summary>
public sealed class SamplesTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    public static TheoryData<string> Files =>
        [
            .. Directory.EnumerateFiles(Samples, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Samples, file))
                .Where(file => DocumentReaders.Default.FindReader(file) is not null)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Chunk_Sample_HasChunksOfReadableSize(string file)
    {
        DocumentText document = Read(file);

        IReadOnlyList<Chunk> chunks = new StructureChunker().Chunk(document);

        Assert.NotEmpty(chunks);
        Assert.All(chunks, chunk => Assert.InRange(new TokenEstimator().Count(chunk.Text), 50, 300));
        if (document.Fields.Count == 0) DocumentAssert.BlocksCoverAllText(document);
    }

    [Fact]
    public void Chunk_RefundsPage_HasOneChunkAboutAskingForARefund()
    {
        Chunk passage = Assert.Single(
            new StructureChunker().Chunk(Read("customers/refunds.md")), chunk => chunk.HeadingPath == "Refunds > Asking for a refund");

        Assert.StartsWith("## Asking for a refund", passage.Text, StringComparison.Ordinal);
        Assert.Contains("14 days", passage.Text, StringComparison.Ordinal);
    }

    private static DocumentText Read(string file) => TestDocuments.Read(file, File.ReadAllBytes(Path.Combine(Samples, file)));
}
