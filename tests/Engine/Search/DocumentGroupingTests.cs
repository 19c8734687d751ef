using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Search;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Search;

public sealed class DocumentGroupingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SearchIndex _index;
    private readonly long _collection;
    private long _lastChunk;

    public DocumentGroupingTests()
    {
        _index = SearchIndex.Open(_folder.Path, IndexAccess.Write);
        _collection = _index.Catalog.GetOrAddCollection("docs", "/docs").Id;
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void GroupByDocument_PassagesOfOneDocument_AreGroupedUnderTheBest()
    {
        long[] a = Put("a.md", "hash-a", 2), b = Put("b.md", "hash-b", 1);
        IReadOnlyList<SearchHit> hits = GroupByDocument([new(a[1], 3), new(b[0], 2), new(a[0], 1)], 10);

        Assert.Equal([("a.md", 1, 3.0), ("b.md", 2, 2.0)], hits.Select(hit => (hit.Path, hit.Rank, hit.Score)));
        Assert.Equal(["passage 1 of a.md", "passage 0 of a.md"], hits[0].Passages.Select(passage => passage.Text));
        Assert.Equal(("docs", "/docs", "Title of a.md"), (hits[0].Collection, hits[0].Root, hits[0].Title));
    }

    [Fact]
    public void GroupByDocument_ManyPassages_KeepsThreePerDocument()
    {
        long[] a = Put("a.md", "hash-a", 5);
        SearchHit hit = Assert.Single(GroupByDocument([.. a.Select((chunk, i) => new Hit(chunk, 5 - i))], 10));
        Assert.Equal(["passage 0 of a.md", "passage 1 of a.md", "passage 2 of a.md"], hit.Passages.Select(passage => passage.Text));
    }

    [Theory]
    [InlineData(false, new[] { "copy.md", "b.md" })]
    [InlineData(true, new[] { "copy.md", "a.md", "b.md" })]
    public void GroupByDocument_CopyOfADocument_IsShownOnceUnlessCopiesAreAskedFor(bool includeCopies, string[] expected)
    {
        long[] a = Put("a.md", "same", 1), copy = Put("copy.md", "same", 1), b = Put("b.md", "hash-b", 1);
        Assert.Equal(expected, GroupByDocument([new(copy[0], 3), new(a[0], 2), new(b[0], 1)], 3, includeCopies).Select(hit => hit.Path));
    }

    [Fact]
    public void GroupByDocument_FewerThanRanked_StopsAtTheCountAndKeepsTheOrder()
    {
        long[] chunks = [.. Enumerable.Range(0, 40).Select(i => Put($"{i}.md", $"hash{i}", 1)[0])];
        Hit[] ranked = [.. chunks.Select((chunk, i) => new Hit(chunk, 100 - i))];
        Assert.Equal(["0.md", "1.md", "2.md", "3.md"], GroupByDocument(ranked, 4).Select(hit => hit.Path));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}.md"), GroupByDocument(ranked, 100).Select(hit => hit.Path));
    }

    [Fact]
    public void GroupByDocument_CopiesFillSeveralPages_ContinuesWithTheNext()
    {
        Hit[] copies = [.. Enumerable.Range(0, 20).Select(i => new Hit(Put($"copy{i:00}.md", "same", 1)[0], 100 - i))];
        Hit last = new(Put("other.md", "other", 1)[0], 1);
        Assert.Equal(["copy00.md", "other.md"], GroupByDocument([.. copies, last], 2).Select(hit => hit.Path));
    }

    [Fact]
    public void GroupByDocument_RemovedChunk_IsLeftOut()
    {
        long[] a = Put("a.md", "hash-a", 1), b = Put("b.md", "hash-b", 1);
        _index.Catalog.TryRemoveDocument(_collection, "a.md");
        _index.Commit();
        SearchHit hit = Assert.Single(GroupByDocument([new(a[0], 2), new(b[0], 1)], 10));
        Assert.Equal(("b.md", 1), (hit.Path, hit.Rank));
    }

    [Fact]
    public void GroupByDocument_NothingRanked_ReturnsNothing()
    {
        Assert.Empty(GroupByDocument([], 10));
        Assert.Empty(GroupByDocument([new(Put("a.md", "hash-a", 1)[0], 1)], 0));
    }

    [Fact]
    public void GroupByDocument_RankedByBothOrOne_ExplainsEachByItsRankAndScore()
    {
        long[] a = Put("a.md", "hash-a", 1), b = Put("b.md", "hash-b", 1);
        Hit[] lexical = [new(b[0], 7)], dense = [new(a[0], 0.75f), new(b[0], 0.5f)];
        using IndexSnapshot snapshot = _index.Snapshot();
        FusedLists lists = new(lexical, dense, []);
        DocumentGrouping grouping = new(new ChunkRowCache(snapshot), lists, null, includeCopies: false);
        IReadOnlyList<SearchHit> hits = grouping.GroupByDocument([new(b[0], 0.8f), new(a[0], 0.6f)], 10);

        Assert.Equal(new PassageExplanation(0.8f, new RetrieverScore(1, 7), new RetrieverScore(2, 0.5)), hits[0].Passages[0].Explanation);
        Assert.Equal(new PassageExplanation(0.6f, null, new RetrieverScore(1, 0.75)), hits[1].Passages[0].Explanation);
    }

    private IReadOnlyList<SearchHit> GroupByDocument(Hit[] ranked, int count, bool includeCopies = false)
    {
        using IndexSnapshot snapshot = _index.Snapshot();
        FusedLists lists = new([], ranked, ranked);
        return new DocumentGrouping(new ChunkRowCache(snapshot), lists, null, includeCopies).GroupByDocument(ranked, count);
    }

    /// <summary>Stores a document and returns the ids of its chunks.</summary>
    private long[] Put(string path, string hash, int chunks)
    {
        ChunkEntry[] entries =
        [
            .. Enumerable.Range(0, chunks).Select(
                i => new ChunkEntry(i * 100, i * 100 + 20, i + 1, "", $"passage {i} of {path}", $"{path}/{i}")),
        ];
        _index.Catalog.PutDocument(_collection, new DocumentEntry(
            path,
            $"Title of {path}",
            1,
            DateTime.UnixEpoch,
            hash,
            DocumentStatus.Indexed,
            null,
            new Dictionary<string, string>(),
            entries));
        return [.. _index.Catalog.GetUnembeddedChunks("model", chunks, _lastChunk).Select(chunk => _lastChunk = chunk.ChunkId)];
    }
}
