using SearchEngine.Index.Filters;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Filters;

/// <summary>Searches that keep to a filter.</summary>
public sealed class FilteredSearchTests : IDisposable
{
    private const int Documents = 500;
    private static readonly float[] Query = Samples.Vector(1);

    private readonly TemporaryFolder _folder = new();
    private readonly SearchIndex _index;
    private readonly long _notes;

    public FilteredSearchTests()
    {
        _index = SearchIndex.Open(_folder["index"], IndexAccess.Write);
        _notes = _index.Catalog.GetOrAddCollection("notes", "/notes").Id;
        // The further down, the less like the query, by words and by meaning.
        for (int i = 0; i < Documents; i++) Put(i, $"zebra {string.Join(' ', Enumerable.Repeat("filler", i))} number{i}");
        _index.UseModel(Samples.Model);
        _index.Commit();
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    private void Put(int i, string text)
    {
        string[] tags = [.. new[] { 2, 7, Documents }.Where(step => i % step == step - 1).Select(step => $"every{step}")];
        _index.Catalog.PutDocument(_notes, Samples.Document($"doc{i}", text) with { Fields = new Dictionary<string, string> { ["tag"] = string.Join(", ", tags), ["rank"] = $"{i}" } });
        float[] noise = Samples.Vector(i + 2);
        float[] near = [.. Query.Select((x, d) => x + noise[d] * (i + 1) / 100)];
        float norm = MathF.Sqrt(near.Sum(x => x * x));
        _index.Catalog.PutEmbeddings(Samples.Model, [new($"key:{text}", near.Select(x => x / norm).ToArray())]);
    }

    private static IReadOnlyList<Hit> Search(IndexSnapshot snapshot, bool words, int count, ChunkFilter? filter) =>
        words ? snapshot.SearchWords("zebra", count, filter) : snapshot.SearchVectors(Query, count, filter);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Search_OnlyTheWorstDocumentKept_IsFound(bool words)
    {
        using IndexSnapshot snapshot = _index.Snapshot();
        ChunkFilter filter = snapshot.Filter(SearchFilter.Parse($"tag=every{Documents}"))!;
        Hit hit = Assert.Single(Search(snapshot, words, 10, filter));

        Assert.Equal($"doc{Documents - 1}", snapshot.Chunks([hit.ChunkId])[0].Path);
        Assert.DoesNotContain(hit, Search(snapshot, words, 200, null));
    }

    [Theory]
    [InlineData(true, "tag=every7")]
    [InlineData(true, "tag!=every2")]
    [InlineData(true, "rank=100..399")]
    [InlineData(true, "path=doc?3*")]
    [InlineData(false, "tag=every7")]
    [InlineData(false, "tag!=every2")]
    [InlineData(false, "rank=100..399")]
    [InlineData(false, "path=doc?3*")]
    public void Search_Filtered_IsTheUnfilteredWithoutTheOthers(bool words, string text)
    {
        using IndexSnapshot snapshot = _index.Snapshot();
        ChunkFilter filter = snapshot.Filter(SearchFilter.Parse(text))!;
        IReadOnlyList<Hit> all = Search(snapshot, words, Documents, null), kept = Search(snapshot, words, 20, filter);

        Assert.Equal(Documents, all.Count);
        Assert.Equal(all.Where(hit => filter.Contains(hit.ChunkId)).Take(20), kept);
        Assert.Equal(20, kept.Count);
    }

    [Fact]
    public void Filter_WhileAWriterGoesOn_SeesTheSnapshotsState()
    {
        using IndexSnapshot before = _index.Snapshot();
        _index.Catalog.RemoveDocument(_notes, "doc6");
        _index.Catalog.PutDocument(_notes, Samples.Document("doc13", "zebra again") with { Fields = new Dictionary<string, string> { ["tag"] = "other" } });
        _index.Catalog.PutDocument(_notes, Samples.Document("new", "zebra too") with { Fields = new Dictionary<string, string> { ["tag"] = "every7" } });
        using IndexSnapshot uncommitted = _index.Snapshot();
        _index.Commit();
        using IndexSnapshot after = _index.Snapshot();

        SearchFilter seventh = SearchFilter.Parse("tag=every7", "path=*");
        Assert.Equal(Paths(before, seventh), Paths(uncommitted, seventh));
        Assert.Equal([.. Paths(before, seventh).Except(["doc6", "doc13"]), "new"], Paths(after, seventh));
        Assert.Equal(Paths(before, SearchFilter.Parse("tag!=every2")), Paths(uncommitted, SearchFilter.Parse("tag!=every2")));
        Assert.Equal(Documents, Paths(uncommitted, SearchFilter.Parse("modified=2026")).Length);
    }

    [Fact]
    public void Filter_ThatNothingMeets_FindsNothing()
    {
        using IndexSnapshot snapshot = _index.Snapshot();
        ChunkFilter nothing = snapshot.Filter(SearchFilter.Parse("tag=unheard-of"))!;
        Assert.Equal(0, nothing.Count);
        Assert.Empty(snapshot.SearchWords("zebra", 10, nothing));
        Assert.Empty(snapshot.SearchVectors(Query, 10, nothing));
    }

    [Fact]
    public void Filter_NoneAndAllCollections_IsNull()
    {
        using IndexSnapshot snapshot = _index.Snapshot();
        Assert.Null(snapshot.Filter(null));
        Assert.Null(snapshot.Filter(SearchFilter.Parse()));
        Assert.Equal(Documents, snapshot.Filter(null, [_notes])!.Count);
        Assert.Equal(0, snapshot.Filter(null, [])!.Count);
    }

    private string[] Paths(IndexSnapshot snapshot, SearchFilter filter)
    {
        ChunkFilter chunks = snapshot.Filter(filter)!;
        return [.. snapshot.Chunks([.. Enumerable.Range(0, Documents + 10).Select(id => (long)id).Where(chunks.Contains)]).Select(row => row.Path)];
    }
}
