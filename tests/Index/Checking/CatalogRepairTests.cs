using SearchEngine.Index.Catalog;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Tests.Checking;

public sealed class CatalogRepairTests(SoundIndex sound) : IClassFixture<SoundIndex>, IDisposable
{
    private const int PageSize = 4096;

    private readonly DamagedIndex _index = new(sound);

    public void Dispose() => _index.Dispose();

    [Fact]
    public void WrongCounts_AreRecounted()
    {
        _index.Execute("UPDATE state SET chunks = chunks + 3; UPDATE models SET embedded = embedded - 2");

        Assert.Contains("2 of the stored counts", Assert.Single(_index.Find(IndexPart.Catalog)).Problem);

        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);
        Assert.Equal(_index.QueryInt64("SELECT count(*) FROM chunks"), _index.QueryInt64("SELECT chunks FROM state"));
        Assert.Equal(_index.QueryInt64("SELECT count(*) FROM chunks"), _index.QueryInt64("SELECT embedded FROM models"));
    }

    [Fact]
    public void ReferencesToNothing_AreDeleted()
    {
        _index.Execute(
            "DELETE FROM documents WHERE path = 'doc7'; UPDATE state SET chunks = chunks - 3; UPDATE models SET embedded = embedded - 3");

        Assert.Contains(
            IndexDoctor.Check(_index.Folder).Findings,
            finding => finding.Part == IndexPart.Catalog && finding.Problem.Contains("refer to something that does not exist"));

        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);
        using SearchIndex index = _index.Open(IndexAccess.Read);
        Assert.DoesNotContain(index.SearchWords("number7", 100), hit => index.Catalog.GetChunks([hit.ChunkId]) is [{ Path: "doc7" }]);
    }

    [Fact]
    public void EmbeddingsOfAnotherLength_AreDeletedAndPending()
    {
        _index.Execute("UPDATE embeddings SET vector = x'00000000' WHERE key = 'key:pear number3'");

        Assert.Contains("1 embeddings have the wrong length", Assert.Single(_index.Find(IndexPart.Catalog)).Problem);

        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);
        using SearchIndex index = _index.Open();
        Assert.Equal("key:pear number3", Assert.Single(index.Catalog.GetUnembeddedChunks(Samples.Model, 10)).EmbeddingKey);
    }

    [Fact]
    public void IndexThatDisagreesWithItsTable_IsRebuiltInPlace()
    {
        // Inserts a row while SQLite does not know of the index.
        _index.Execute(
            "CREATE TABLE aside AS SELECT * FROM sqlite_master WHERE name = 'fields_by_value'; PRAGMA writable_schema = ON; "
                + "DELETE FROM sqlite_master WHERE name = 'fields_by_value'");
        _index.Execute("INSERT INTO fields VALUES (1, 'name', 'value', NULL)");
        _index.Execute("PRAGMA writable_schema = ON; INSERT INTO sqlite_master SELECT * FROM aside; DROP TABLE aside");

        Assert.Contains("index fields_by_value", Assert.Single(_index.Find(IndexPart.Catalog)).Problem);

        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);
        Assert.False(File.Exists(_index.PathOf("catalog.db.damaged-1")));
        Assert.Equal(1, _index.QueryInt64("SELECT count(*) FROM fields INDEXED BY fields_by_value WHERE name = 'name'"));
        Assert.Equal(sound.Answers.Words, _index.Answers().Words);
    }

    [Fact]
    public void StateRowMissing_IsSalvaged()
    {
        (string[] Words, string[] Vectors) expected = _index.AnswersByText();
        _index.Execute("DELETE FROM state");

        Assert.Contains("identity and generation", Assert.Single(_index.Find(IndexPart.Catalog)).Problem);

        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);
        Assert.Equal(expected.Words, _index.AnswersByText().Words);
    }

    [Fact]
    public void HeaderOverwritten_IsSalvagedCompletely()
    {
        (string[] Words, string[] Vectors) expected = _index.AnswersByText();
        DamagedIndex.Edit(_index.Catalog, bytes => bytes.AsSpan(0, 100).Fill(0x2A));

        Assert.Contains("SQLite says", Assert.Single(_index.Find(IndexPart.Catalog)).Problem);
        byte[] damaged = File.ReadAllBytes(_index.Catalog);
        CheckReport report = IndexDoctor.Repair(_index.Folder);

        Assert.True(report.IsHealthy, string.Join('\n', report.Remaining));
        Assert.Equal(expected.Words, _index.AnswersByText().Words);
        Assert.Equal(expected.Vectors, _index.AnswersByText().Vectors);
        Assert.Equal(damaged, File.ReadAllBytes(_index.PathOf("catalog.db.damaged-1")));
        Assert.Contains("search index '/docs'", string.Join('\n', report.Repairs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PagesInTheMiddleOverwritten_KeepWhatCanBeRead(int seed)
    {
        int documents = SoundIndex.Documents - 1;
        long embeddings = _index.QueryInt64("SELECT count(*) FROM embeddings");
        List<string> texts = [.. _index.AnswersByText().Words];
        DamagedIndex.Edit(_index.Catalog, bytes =>
        {
            int page = ChunkPage(bytes, seed);
            new Random(seed).NextBytes(bytes.AsSpan(page * PageSize, PageSize));
        });

        Assert.Equal(IndexPart.Catalog, IndexDoctor.Check(_index.Folder).Findings[0].Part);
        CheckReport report = IndexDoctor.Repair(_index.Folder);

        Assert.True(report.IsHealthy, string.Join('\n', report.Remaining));
        Assert.Equal(documents, _index.QueryInt64("SELECT count(*) FROM documents"));
        Assert.Equal(embeddings, _index.QueryInt64("SELECT count(*) FROM embeddings"));
        string[] kept = _index.AnswersByText().Words;
        Assert.Subset(texts.ToHashSet(), kept.ToHashSet());
        Assert.InRange(kept.Length, texts.Count / 2, texts.Count - 1);
    }

    [Fact]
    public void Salvaged_AllDocumentsAreReadAgain()
    {
        using (SearchIndex before = _index.Open(IndexAccess.Read)) Assert.DoesNotContain(
            before.Catalog.GetFileStates(1),
            state => state.Size < 0);
        DamagedIndex.Edit(_index.Catalog, bytes => bytes[20] ^= 0xFF);
        DamagedIndex.Edit(_index.Catalog, bytes => bytes[0] ^= 0xFF);

        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);

        using SearchIndex index = _index.Open(IndexAccess.Read);
        IReadOnlyList<FileState> states = index.Catalog.GetFileStates(1);
        Assert.Equal(SoundIndex.Documents - 1, states.Count);
        Assert.All(states, state => Assert.True(state.Size < 0 && state.ContentHash.StartsWith("salvaged:")));
        Assert.Equal(0, index.Catalog.GetCounts(Samples.Model).Chunks - index.Catalog.GetCounts(Samples.Model).EmbeddedChunks);
    }

    [Fact]
    public void EverythingOverwritten_LeavesAnEmptyIndexAndTheDamagedFile()
    {
        DamagedIndex.Edit(_index.Catalog, bytes => new Random(5).NextBytes(bytes));

        CheckReport report = IndexDoctor.Repair(_index.Folder);

        Assert.True(report.IsHealthy, string.Join('\n', report.Remaining));
        Assert.Contains("0 documents", string.Join('\n', report.Repairs));
        Assert.True(File.Exists(_index.PathOf("catalog.db.damaged-1")));
        Assert.Empty(_index.AnswersByText().Words);
    }

    /// <summary>Finds a leaf page of the table of chunks, which holds their texts.</summary>
    private static int ChunkPage(byte[] catalog, int skip)
    {
        const byte tableLeaf = 13;
        byte[] text = "filler filler filler"u8.ToArray();
        int[] pages = [.. Enumerable.Range(1, catalog.Length / PageSize - 1).Where(page =>
            catalog[page * PageSize] == tableLeaf && catalog.AsSpan(page * PageSize, PageSize)
                .IndexOf("Top > Sub"u8) >= 0 && catalog
                .AsSpan(page * PageSize, PageSize)
                .IndexOf(text) >= 0)];
        return pages[skip % pages.Length];
    }
}
