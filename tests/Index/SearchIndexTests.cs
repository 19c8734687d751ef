using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests;

public sealed class SearchIndexTests : IDisposable
{
    private static readonly float[] Query = Samples.VectorOf("query");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SearchIndex Open(IndexAccess access = IndexAccess.Write) => SearchIndex.Open(_folder["index"], access);

    private static long Collection(SearchIndex index) => index.Catalog.GetOrAddCollection("docs", "/docs").Id;

    /// <summary>Builds an index with several commits, updates and removals.</summary>
    private void Build()
    {
        using SearchIndex index = Open();
        long docs = Collection(index);
        for (int i = 0; i < 60; i++)
        {
            index.Catalog.PutDocument(docs, Samples.Document($"doc{i}", $"apple number{i}", $"pear number{i % 7}", "apple pear"));
            if (i % 10 == 9) index.EmbedAll();
            if (i % 15 == 14) index.Commit();
        }
        index.EmbedAll();
        index.Commit();
    }

    private static (Hit[] Words, Hit[] Vectors) Answers(SearchIndex index) =>
        ([.. index.SearchWords("apple number3 pear", 50)], [.. index.SearchVectors(Query, 50)]);

    private static void SameAnswers((Hit[] Words, Hit[] Vectors) expected, (Hit[] Words, Hit[] Vectors) actual)
    {
        Assert.NotEmpty(expected.Words);
        Assert.NotEmpty(expected.Vectors);
        Assert.Equal(expected.Words, actual.Words);
        Assert.Equal(expected.Vectors, actual.Vectors);
    }

    private (Hit[], Hit[]) Built()
    {
        Build();
        using SearchIndex index = Open(IndexAccess.Read);
        return Answers(index);
    }

    private string Segment() =>
        Directory.GetFiles(_folder["index/vectors"], "*.vectors").OrderByDescending(path => new FileInfo(path).Length).First();

    [Fact]
    public void Commit_PutChangeRemove_IsFoundFromThenOn()
    {
        using SearchIndex index = Open();
        long docs = Collection(index);
        index.Catalog.PutDocument(docs, Samples.Document("a", "zebra crossing"));
        index.Catalog.PutDocument(docs, Samples.Document("b", "zebra stripes"));
        Assert.Empty(index.SearchWords("zebra", 10));
        index.Commit();
        Assert.Equal(2, index.SearchWords("zebra", 10).Count);
        Assert.Empty(index.SearchVectors(Query, 10));
        index.EmbedAll();
        index.Commit();
        Assert.Equal(2, index.SearchVectors(Query, 10).Count);

        index.Catalog.PutDocument(docs, Samples.Document("a", "lion"));
        index.Catalog.TryRemoveDocument(docs, "b");
        index.Commit();
        Assert.Empty(index.SearchWords("zebra", 10));
        Assert.Equal("a", index.Catalog.GetChunks([Assert.Single(index.SearchWords("lion", 10)).ChunkId])[0].Path);
        Assert.Empty(index.SearchVectors(Query, 10));
        index.EmbedAll();
        index.Commit();
        Hit hit = Assert.Single(index.SearchVectors(Samples.VectorOf("key:lion"), 10));
        Assert.Equal(1, hit.Score, 5);
    }

    [Fact]
    public void Commit_CopyOfAnEmbeddedText_IsFoundWithNothingEncoded()
    {
        using SearchIndex index = Open();
        long docs = Collection(index);
        index.Catalog.PutDocument(docs, Samples.Document("a", "lion"));
        index.EmbedAll();
        index.Commit();
        index.Catalog.PutDocument(docs, Samples.Document("copy", "lion"));
        Assert.Empty(index.Catalog.GetUnembeddedChunks(Samples.Model, 10));
        index.Commit();
        Assert.Equal(2, index.SearchVectors(Query, 10).Count);
    }

    [Theory]
    [InlineData("lexical", false)]
    [InlineData("vectors", false)]
    [InlineData("lexical", true)]
    public void Open_DerivedFolderDeleted_FindsTheSame(string folder, bool both)
    {
        (Hit[], Hit[]) expected = Built();
        Directory.Delete(_folder[$"index/{folder}"], recursive: true);
        if (both) Directory.Delete(_folder["index/vectors"], recursive: true);
        using SearchIndex index = Open();
        SameAnswers(expected, Answers(index));
    }

    [Fact]
    public void Search_FlippedByteInASegment_ReportsDamage()
    {
        Build();
        byte[] bytes = File.ReadAllBytes(Segment());
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Segment(), bytes);
        using SearchIndex reader = Open(IndexAccess.Read);
        Assert.Contains("damaged", Assert.Throws<DamagedIndexException>(() => reader.SearchVectors(Query, 50)).Message);
    }

    [Fact]
    public void Open_SegmentCutShort_RebuildsIt()
    {
        (Hit[], Hit[]) expected = Built();
        using (FileStream file = new(Segment(), FileMode.Open)) file.SetLength(file.Length - 100);
        Assert.Contains("damaged", Assert.Throws<DamagedIndexException>(() => Open(IndexAccess.Read)).Message);
        using SearchIndex index = Open();
        SameAnswers(expected, Answers(index));
    }

    [Fact]
    public void Open_ManifestFlipped_RebuildsIt()
    {
        (Hit[], Hit[]) expected = Built();
        byte[] bytes = File.ReadAllBytes(_folder["index/vectors/manifest"]);
        bytes[10] ^= 1;
        File.WriteAllBytes(_folder["index/vectors/manifest"], bytes);
        using SearchIndex index = Open();
        SameAnswers(expected, Answers(index));
    }

    [Fact]
    public void Open_LuceneCommitOverwritten_RebuildsIt()
    {
        (Hit[], Hit[]) expected = Built();
        foreach (string path in Directory.GetFiles(_folder["index/lexical"])) File.WriteAllText(path, "junk");
        using SearchIndex index = Open();
        SameAnswers(expected, Answers(index));
    }

    [Fact]
    public void Open_CommitNeverReached_CatchesUp()
    {
        using (SearchIndex index = Open())
        {
            index.Catalog.PutDocument(Collection(index), Samples.Document("a", "zebra"));
            index.Commit();
            index.Catalog.PutDocument(Collection(index), Samples.Document("a", "lion"));
            index.EmbedAll();
        }
        using (SearchIndex reader = Open(IndexAccess.Read))
        {
            Assert.Single(reader.SearchWords("zebra", 10));
            Assert.False(reader.IsCurrent);
        }
        using SearchIndex again = Open();
        Assert.Empty(again.SearchWords("zebra", 10));
        Assert.Single(again.SearchWords("lion", 10));
        Assert.Single(again.SearchVectors(Query, 10));
        Assert.True(again.IsCurrent);
    }

    [Fact]
    public void Open_DerivedFromAnotherCatalog_IsRebuilt()
    {
        Build();
        File.Delete(_folder["index/catalog.db"]);
        Assert.Contains("not an index", Assert.Throws<IndexException>(() => Open()).Message);
        using (CatalogStore other = new(_folder["index"], IndexAccess.Write)) other.PutDocument(
            other.GetOrAddCollection("c", "/c").Id,
            Samples.Document("x", "apple"));
        using SearchIndex index = Open();
        Assert.Single(index.SearchWords("apple", 50));
        Assert.Empty(index.SearchVectors(Query, 50));
    }

    [Fact]
    public void UseModel_Another_NeverMixesVectors()
    {
        Build();
        using SearchIndex index = Open();
        int all = index.SearchVectors(Query, 1000).Count;
        index.UseModel("model-b");
        Assert.Empty(index.SearchVectors(Query, 10));
        using (SearchIndex reader = Open(IndexAccess.Read)) Assert.Empty(reader.SearchVectors(Query, 10));
        index.Commit();
        Assert.Empty(index.SearchVectors(Query, 10));
        index.EmbedAll("model-b");
        index.Commit();
        Assert.Equal(all, index.SearchVectors(Query, 1000).Count);
        float best = index.SearchVectors(Samples.VectorOf("key:apple pear", "model-b"), 1)[0].Score;
        Assert.Equal(1, best, 5);
        Assert.Equal("model-b", index.Model);
    }

    [Fact]
    public void Commit_OfAnotherModel_KeepsOldVectorsForReadersUntilComplete()
    {
        Build();
        List<long> seen = [];
        using SearchIndex index = SearchIndex.Open(_folder["index"], IndexAccess.Write,
            DerivedIndexFactory.OnDisk with
            {
                OpenVectors = folder => new StagedVectors(new SegmentVectorIndex(folder)) { BeforeUpdate = See },
            });
        long before = VectorGeneration();
        index.UseModel("model-b");
        index.EmbedAll("model-b");

        index.Commit();

        Assert.Equal([before], seen);
        Assert.NotEmpty(index.SearchVectors(Query, 10));

        void See() => seen.Add(VectorGeneration());

        long VectorGeneration() => VectorManifest.Read(_folder["index/vectors"]).Stamp.Generation;
    }

    [Fact]
    public void Open_SecondWriter_NamesTheFirst()
    {
        using SearchIndex first = Open();
        Assert.Contains($"process {Environment.ProcessId}", Assert.Throws<IndexLockedException>(() => Open()).Message);
        Open(IndexAccess.Read).Dispose();
        first.Dispose();
        Open().Dispose();
    }

    [Fact]
    public void Open_ReaderDuringAWrite_SeesItsCommits()
    {
        using SearchIndex writer = Open();
        using SearchIndex reader = Open(IndexAccess.Read);
        writer.Catalog.PutDocument(Collection(writer), Samples.Document("a", "zebra"));
        writer.EmbedAll();
        writer.Commit();
        Assert.Single(reader.SearchWords("zebra", 10));
        reader.Refresh();
        Assert.Single(reader.SearchWords("zebra", 10));
        Assert.Single(reader.SearchVectors(Query, 10));
        Assert.Equal(Samples.Model, reader.Model);
    }

    [Fact]
    public void Search_CollectionFilter_AppliesToBothIndexes()
    {
        Build();
        using SearchIndex index = Open();
        long other = index.Catalog.GetOrAddCollection("other", "/other").Id;
        index.Catalog.PutDocument(other, Samples.Document("x", "apple pear"));
        index.Commit();
        using IndexSnapshot snapshot = index.Snapshot();
        ChunkFilter filter = snapshot.CreateFilter(null, [other])!;
        Assert.Equal(1, filter.Count);
        Assert.Equal(index.SearchWords("apple", 1, filter)[0].ChunkId, index.SearchVectors(Query, 1, filter)[0].ChunkId);
    }

    [Fact]
    public void Commit_NothingChanged_WritesNothing()
    {
        Build();
        using SearchIndex index = Open();
        string[] before = Listing();
        index.Commit();
        Assert.Equal(before, Listing());

        string[] Listing() =>
        [
            .. Directory.GetFiles(_folder["index"], "*", SearchOption.AllDirectories)
                .Order()
                .Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks}"),
        ];
    }

    [Fact]
    public void Open_FolderOfOtherFiles_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(_folder["index"]);
        File.WriteAllText(_folder["index/thesis.txt"], "mine");
        Assert.Contains("not an index", Assert.Throws<IndexException>(() => Open()).Message);
        Assert.Contains("not an index", Assert.Throws<IndexException>(() => Open(IndexAccess.Read)).Message);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(_folder["index"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Search_AfterDispose_TouchesNothing()
    {
        Build();
        SearchIndex index = Open();
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.SearchVectors(Query, 1));
        Assert.ThrowsAny<Exception>(() => index.SearchWords("apple", 1));
        Assert.Throws<ObjectDisposedException>(index.Commit);
        using SearchIndex reader = Open(IndexAccess.Read);
        Assert.NotEmpty(reader.SearchWords("apple", 1));
    }

    [Fact]
    public void Open_ForReadingWithoutAnIndex_ReportsIt()
    {
        Assert.Contains("no index", Assert.Throws<IndexException>(() => Open(IndexAccess.Read)).Message);
        Assert.False(Directory.Exists(_folder["index"]));
        File.WriteAllText(_folder["index"], "a file");
        Assert.Contains("is a file", Assert.Throws<IndexException>(() => Open()).Message);
    }

    [Fact]
    public void Open_NewIndex_IsAccessibleByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no file modes.");
        else
        {
            Open().Dispose();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["index"]));
        }
    }
}
