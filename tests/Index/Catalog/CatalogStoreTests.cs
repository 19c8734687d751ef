using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Catalog;

public sealed class CatalogStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CatalogStore _catalog;
    private readonly long _docs;

    public CatalogStoreTests()
    {
        _catalog = new CatalogStore(_folder.Path, IndexAccess.Write);
        _docs = _catalog.GetOrAddCollection("docs", "/docs").Id;
    }

    public void Dispose()
    {
        _catalog.Dispose();
        _folder.Dispose();
    }

    private long[] Ids
    {
        get
        {
            using CatalogSnapshot snapshot = _catalog.OpenSnapshot();
            return [.. snapshot.GetChunkWords(after: 0).Select(words => words.ChunkId)];
        }
    }

    [Fact]
    public void FindDocument_AfterPut_ReturnsTheSameDocument()
    {
        DocumentEntry entry = Samples.Document("a/b.md", "one", "two\0 𝄞 'quote'") with
        {
            Status = DocumentStatus.Failed,
            Reason = "because",
        };
        _catalog.PutDocument(_docs, entry);
        DocumentEntry found = _catalog.FindDocument(_docs, "a/b.md")!;
        Assert.Equal(entry.Fields, found.Fields);
        Assert.Equal(entry.Chunks, found.Chunks);
        Assert.Equal(entry with { Fields = found.Fields, Chunks = found.Chunks }, found);
        Assert.Equal(DateTimeKind.Utc, found.ModifiedUtc.Kind);
        Assert.Null(_catalog.FindDocument(_docs, "A/b.md"));
    }

    [Fact]
    public void PutDocument_AgainAndAfterRemoval_NeverUsesAChunkIdAgain()
    {
        _catalog.PutDocument(_docs, Samples.Document("a", "one", "two"));
        long[] before = Ids;
        _catalog.PutDocument(_docs, Samples.Document("a", "three"));
        long[] after = Ids;
        Assert.Single(after);
        Assert.True(after[0] > before.Max());
        Assert.True(_catalog.TryRemoveDocument(_docs, "a"));
        Assert.False(_catalog.TryRemoveDocument(_docs, "a"));
        Assert.Empty(Ids);
        _catalog.PutDocument(_docs, Samples.Document("a", "three"));
        Assert.True(Ids[0] > after[0]);
    }

    [Fact]
    public void FileStates_AfterPut_DetectChanges()
    {
        _catalog.PutDocument(_docs, Samples.Document("b", "text"));
        _catalog.PutDocument(_docs, Samples.Document("a") with { Status = DocumentStatus.Skipped, Reason = "too large" });
        DateTime later = new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.True(_catalog.TryTouchDocument(_docs, "b", later));
        Assert.False(_catalog.TryTouchDocument(_docs, "c", later));
        Assert.Equal(["a", "b"], _catalog.GetFileStates(_docs).Select(state => state.Path));
        Assert.Equal(new FileState("b", 4, later, "hash:text", DocumentStatus.Indexed), _catalog.GetFileStates(_docs)[1]);
    }

    [Fact]
    public void Pending_SharedTexts_AreEncodedOnce()
    {
        _catalog.PutDocument(_docs, Samples.Document("a", "same", "other"));
        _catalog.PutDocument(_docs, Samples.Document("b", "same", "third"));
        Assert.Equal(["key:same", "key:other", "key:third"], _catalog.GetUnembeddedChunks("m", 9).Select(chunk => chunk.EmbeddingKey));
        IReadOnlyList<UnembeddedChunk> first = _catalog.GetUnembeddedChunks("m", 2);
        Assert.Equal(["key:same", "key:other"], first.Select(chunk => chunk.EmbeddingKey));
        Assert.Equal(("Title of a", "Top > Sub", "same"), (first[0].Title, first[0].Heading, first[0].Text));

        Assert.Equal(1, _catalog.PutEmbeddings("m", [new("key:same", new float[] { 1, 0 })]));
        Assert.Equal(0, _catalog.PutEmbeddings("m", [new("key:same", new float[] { 0, 1 })]));
        Assert.Equal(["key:third"], _catalog.GetUnembeddedChunks("m", 9, first[^1].ChunkId).Select(chunk => chunk.EmbeddingKey));
        Assert.Equal(["key:other", "key:third"], _catalog.GetUnembeddedChunks("m", 9).Select(chunk => chunk.EmbeddingKey));
        Assert.Equal(3, _catalog.GetUnembeddedChunks("another model", 9).Count);
        Assert.Equal(2, _catalog.GetCounts("m").EmbeddedChunks);
    }

    [Fact]
    public void PutEmbeddings_OfAnotherLengthOrNotFinite_AreRefusedAsAWhole()
    {
        _catalog.PutDocument(_docs, Samples.Document("a", "x", "y"));
        _catalog.PutEmbeddings("m", [new("key:x", new float[] { 1, 0 })]);
        Assert.Contains(
            "dimensions",
            Assert.Throws<IndexException>(
                () => _catalog.PutEmbeddings("m", [new("key:y", new float[] { 1, 0 }), new("z", new float[] { 1 })])).Message);
        Assert.Contains(
            "NaN",
            Assert.Throws<IndexException>(() => _catalog.PutEmbeddings("m", [new("key:y", new float[] { 1, float.NaN })])).Message);
        Assert.Equal(1, _catalog.GetCounts("m").EmbeddedChunks);
    }

    [Fact]
    public void Chunks_InAnyOrder_KeepThatOrderAndOmitMissingIds()
    {
        _catalog.PutDocument(_docs, Samples.Document("a", "one", "two"));
        long[] ids = Ids;
        IReadOnlyList<ChunkRow> rows = _catalog.GetChunks([ids[1], 999, ids[0]]);
        Assert.Equal(["two", "one"], rows.Select(row => row.Text));
        Assert.Equal(
            ("/docs", "docs", "a", 100, 103, 2),
            (rows[0].Collection.Root, rows[0].Collection.Name, rows[0].Path, rows[0].Start, rows[0].End, rows[0].Line));
    }

    [Fact]
    public void GetOrAddCollection_NameOfAnotherFolder_IsRefusedNamingBoth()
    {
        Assert.Equal(_docs, _catalog.GetOrAddCollection("docs", "/docs").Id);
        IndexException refused = Assert.Throws<IndexException>(() => _catalog.GetOrAddCollection("docs", "/elsewhere"));
        Assert.Contains("/docs", refused.Message);
        Assert.Contains("/elsewhere", refused.Message);
        _catalog.MoveCollection(_docs, "/elsewhere");
        Assert.Equal("/elsewhere", Assert.Single(_catalog.GetCollections()).Root);
    }

    [Fact]
    public void Count_CountsByStatus()
    {
        _catalog.PutDocument(_docs, Samples.Document("a", "one", "two"));
        _catalog.PutDocument(_docs, Samples.Document("b") with { Status = DocumentStatus.Failed, Reason = "unreadable" });
        _catalog.PutDocument(_docs, Samples.Document("c") with { Status = DocumentStatus.Skipped, Reason = "too large" });
        _catalog.PutDocument(_docs, Samples.Document("d") with { Status = DocumentStatus.Skipped, Reason = "too large" });
        Assert.Equal(new CatalogCounts(1, 2, 1, 2, 0, 4), _catalog.GetCounts(null));
    }

    [Fact]
    public void Setting_SetChangedAndRemoved_HasTheLastValue()
    {
        Assert.Null(_catalog.GetSetting("chunker"));
        _catalog.SetSetting("chunker", "1");
        _catalog.SetSetting("chunker", "2");
        Assert.Equal("2", _catalog.GetSetting("chunker"));
        _catalog.SetSetting("chunker", null);
        Assert.Null(_catalog.GetSetting("chunker"));
    }

    [Fact]
    public void Write_ThatFailsHalfway_LeavesNothing()
    {
        _catalog.PutDocument(_docs, Samples.Document("a", "one"));
        DocumentEntry broken = Samples.Document("a", "two", "three");
        Assert.ThrowsAny<Exception>(
            () => _catalog.PutDocument(_docs, broken with { Chunks = [broken.Chunks[0], broken.Chunks[1] with { Text = null! }] }));
        Assert.Equal("one", Assert.Single(_catalog.FindDocument(_docs, "a")!.Chunks).Text);
        Assert.Equal(1, _catalog.Generation);
    }

    [Fact]
    public void Reader_DuringAWrite_SeesCommittedData()
    {
        using CatalogStore reader = new(_folder.Path, IndexAccess.Read);
        _catalog.PutDocument(_docs, Samples.Document("a", "one"));
        Assert.Equal(1, reader.GetCounts(null).Indexed);
        Assert.Throws<InvalidOperationException>(() => reader.TryRemoveDocument(_docs, "a"));
    }

    [Fact]
    public async Task ReadsFromManyThreads_DuringWrites_SeeWholeDocuments()
    {
        using CancellationTokenSource written = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _catalog.PutDocument(_docs, Samples.Document("a", "v", "v"));
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            do
            {
                DocumentEntry seen = _catalog.FindDocument(_docs, "a")!;
                Assert.Equal(seen.ContentHash, $"hash:{string.Concat(seen.Chunks.Select(chunk => chunk.Text))}");
            }
            while (!written.IsCancellationRequested);
        }, TestContext.Current.CancellationToken))];
        for (int i = 0; i < 200; i++) _catalog.PutDocument(_docs, Samples.Document("a", [.. Enumerable.Repeat($"v{i}", i % 5)]));
        await written.CancelAsync();
        await Task.WhenAll(readers);
    }
}
