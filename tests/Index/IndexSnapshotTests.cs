using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests;

public sealed class IndexSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SearchIndex _writer;
    private readonly long _docs;

    public IndexSnapshotTests()
    {
        _writer = SearchIndex.Open(_folder["index"], IndexAccess.Write);
        _docs = _writer.Catalog.GetOrAddCollection("docs", "/docs").Id;
        Put("a", "zebra one");
        Put("b", "zebra two");
        Commit();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Embeddings_OfChunks_AreThoseOfTheModel()
    {
        using IndexSnapshot snapshot = _writer.Snapshot();
        long[] ids = [.. snapshot.SearchWords("zebra", 10).Select(hit => hit.ChunkId), long.MaxValue];
        IReadOnlyDictionary<long, float[]> embeddings = snapshot.GetEmbeddings(ids);
        Assert.Equal(ids.SkipLast(1).Order(), embeddings.Keys.Order());
        Assert.All(snapshot.GetChunks(ids), row => Assert.Equal(Samples.VectorOf($"key:{row.Text}"), embeddings[row.ChunkId]));
    }

    private void Put(string path, params string[] texts) => _writer.Catalog.PutDocument(_docs, Samples.Document(path, texts));

    private void PutTagged(string path, string tag) =>
        _writer.Catalog.PutDocument(
            _docs,
            Samples.Document(path, $"zebra {path}") with { Fields = new Dictionary<string, string> { ["tag"] = tag } });

    private void Commit()
    {
        _writer.EmbedAll();
        _writer.Commit();
    }

    private static string[] Words(IndexSnapshot snapshot, string query = "zebra") => Texts(snapshot, snapshot.SearchWords(query, 10));

    private static string[] Vectors(IndexSnapshot snapshot) => Texts(snapshot, snapshot.SearchVectors(Samples.VectorOf("query"), 10));

    private static string[] Kept(IndexSnapshot snapshot, params string[] filters)
    {
        ChunkFilter chunks = snapshot.CreateFilter(SearchFilter.Parse(filters))!;
        return
        [
            .. snapshot.GetChunks([.. Enumerable.Range(0, 100).Select(id => (long)id).Where(chunks.Contains)])
                .Select(row => row.Path)
                .Order(),
        ];
    }

    private static string[] Texts(IndexSnapshot snapshot, IReadOnlyList<Hit> hits) =>
        [.. snapshot.GetChunks([.. hits.Select(hit => hit.ChunkId)]).Select(row => $"{row.Path}: {row.Text}").Order()];

    [Fact]
    public void Snapshot_DocumentReplacedButNotCommitted_ShowsTheOldOne()
    {
        Put("a", "zebra three");
        _writer.Catalog.TryRemoveDocument(_docs, "b");

        using IndexSnapshot snapshot = _writer.Snapshot();

        Assert.Equal(["a: zebra one", "b: zebra two"], Words(snapshot));
        Assert.Equal(["a: zebra one", "b: zebra two"], Vectors(snapshot));
        Assert.Equal(1, snapshot.UncommittedDocuments);
        Assert.Equal(2, snapshot.CreateFilter(null, [_docs])!.Count);
    }

    [Fact]
    public void Snapshot_HeldOverCommits_StaysAsItWas()
    {
        using SearchIndex reader = SearchIndex.Open(_folder["index"], IndexAccess.Read);
        using IndexSnapshot here = _writer.Snapshot(), there = reader.Snapshot();
        for (int i = 0; i < 20; i++)
        {
            Put("a", $"zebra number {i}");
            _writer.Catalog.TryRemoveDocument(_docs, "b");
            Commit();
        }

        foreach (IndexSnapshot held in (IndexSnapshot[])[here, there])
        {
            Assert.Equal(["a: zebra one", "b: zebra two"], Words(held));
            Assert.Equal(["a: zebra one", "b: zebra two"], Vectors(held));
        }
        using IndexSnapshot now = _writer.Snapshot();
        Assert.Equal(["a: zebra number 19"], Words(now));
        Assert.Equal(["a: zebra number 19"], Vectors(now));
        Assert.Equal(0, now.UncommittedDocuments);
    }

    [Fact]
    public void Snapshot_ReaderOpenedBeforeACommit_HasARowForEveryHit()
    {
        using SearchIndex reader = SearchIndex.Open(_folder["index"], IndexAccess.Read);
        Put("a", "zebra three");
        _writer.Catalog.TryRemoveDocument(_docs, "b");
        Commit();

        using IndexSnapshot snapshot = reader.Snapshot();

        Assert.Equal(["a: zebra three"], Words(snapshot));
        Assert.Equal(["a: zebra three"], Vectors(snapshot));
    }

    [Fact]
    public void Snapshot_TakenDuringCommits_FindsEveryDocument()
    {
        // The writer has committed, but not yet deleted what it removed.
        _writer.Dispose();
        _writer = SearchIndex.Open(_folder["index"], IndexAccess.Write,
            DerivedIndexFactory.OnDisk with
            {
                OpenVectors = folder => new StagedVectors(new SegmentVectorIndex(folder)) { KeepsStamp = true },
            });
        bool committed = false;
        using SearchIndex reader = SearchIndex.Open(_folder["index"], IndexAccess.Read,
            DerivedIndexFactory.OnDisk with
            {
                OpenVectors = folder => new StagedVectors(new SegmentVectorIndex(folder)) { BeforeRefresh = CommitOnce },
            });

        reader.Refresh();
        using IndexSnapshot snapshot = reader.Snapshot();

        Assert.True(committed);
        Assert.Equal(["a: zebra three", "b: zebra two"], Words(snapshot));

        void CommitOnce()
        {
            if (committed) return;
            committed = true;
            Put("a", "zebra three");
            Commit();
        }
    }

    [Fact]
    public void Snapshot_DuringARefresh_FindsEveryDocument()
    {
        // The writer has committed, but not yet deleted what it removed.
        _writer.Dispose();
        _writer = SearchIndex.Open(_folder["index"], IndexAccess.Write,
            DerivedIndexFactory.OnDisk with
            {
                OpenVectors = folder => new StagedVectors(new SegmentVectorIndex(folder)) { KeepsStamp = true },
            });
        bool isTaken = true;
        SearchIndex? opened = null;
        using SearchIndex reader = SearchIndex.Open(_folder["index"], IndexAccess.Read,
            DerivedIndexFactory.OnDisk with
            {
                OpenVectors = folder => new StagedVectors(new SegmentVectorIndex(folder)) { AfterRefresh = TakeOnce },
            });
        opened = reader;
        Put("a", "zebra three");
        Commit();
        isTaken = false;

        reader.Refresh();

        Assert.True(isTaken);

        // Vectors are refreshed first: at this moment, the words are those of the state before.
        void TakeOnce()
        {
            if (isTaken) return;
            isTaken = true;
            using IndexSnapshot snapshot = opened!.Snapshot();
            Assert.Equal(["a: zebra three", "b: zebra two"], Words(snapshot));
        }
    }

    [Fact]
    public void Snapshot_VectorsBehindWords_NeverShowsTwoVersions()
    {
        // Replaces the folder of vectors by a file, so that words are committed and vectors cannot be.
        Directory.Move(_folder["index/vectors"], _folder["aside"]);
        File.WriteAllText(_folder["index/vectors"], "");
        Put("a", "zebra three");
        _writer.EmbedAll();
        Assert.Throws<IndexException>(_writer.Commit);

        using IndexSnapshot snapshot = _writer.Snapshot();

        Assert.Equal(["a: zebra three", "b: zebra two"], Words(snapshot));
        Assert.Equal(["b: zebra two"], Vectors(snapshot));

        File.Delete(_folder["index/vectors"]);
        Directory.Move(_folder["aside"], _folder["index/vectors"]);
        _writer.Commit();
        using IndexSnapshot after = _writer.Snapshot();
        Assert.Equal(["a: zebra three", "b: zebra two"], Vectors(after));
    }

    [Fact]
    public void Filter_DuringWrites_SeesTheSnapshotsState()
    {
        PutTagged("c", "even");
        PutTagged("d", "even");
        Commit();
        using IndexSnapshot before = _writer.Snapshot();
        _writer.Catalog.TryRemoveDocument(_docs, "c");
        PutTagged("d", "odd");
        PutTagged("e", "even");
        using IndexSnapshot uncommitted = _writer.Snapshot();
        Commit();
        using IndexSnapshot after = _writer.Snapshot();

        foreach (IndexSnapshot held in (IndexSnapshot[])[before, uncommitted])
        {
            Assert.Equal(["c", "d"], Kept(held, "tag=even"));
            Assert.Equal(["c", "d"], Kept(held, "tag=even", "path=[a-z]"));
            Assert.Equal(["a", "b"], Kept(held, "tag!=even"));
            Assert.Equal(["a", "b", "c", "d"], Kept(held, "modified=2026"));
            Assert.Equal(["c"], Kept(held, "path=c,e"));
        }
        Assert.Equal(["e"], Kept(after, "tag=even"));
        Assert.Equal(["a", "b", "d"], Kept(after, "tag!=even"));
    }

    [Fact]
    public void Pending_DuringChanges_EqualsARecount()
    {
        Put("c", "same", "same", "other");
        Put("d", "same");
        Assert.Equal(4, Pending());
        _writer.Catalog.PutEmbeddings(Samples.Model, [new("key:same", Samples.Vector(1))]);
        Assert.Equal(1, Pending());
        _writer.Catalog.TryRemoveDocument(_docs, "c");
        Assert.Equal(0, Pending());
        Put("d", "same", "new");
        Assert.Equal(1, Pending());
        Assert.Equal(4, _writer.Catalog.GetCounts(Samples.Model).Chunks);
        Assert.Equal(3, _writer.Catalog.GetCounts(Samples.Model).EmbeddedChunks);

        int Pending()
        {
            using IndexSnapshot snapshot = _writer.Snapshot();
            return snapshot.CountUnembeddedChunks(Samples.Model);
        }
    }
}
