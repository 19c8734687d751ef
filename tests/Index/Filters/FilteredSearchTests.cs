using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;

namespace SearchEngine.Index.Tests.Filters;

/// <summary>Searches with filters.</summary>
public sealed class FilteredSearchTests(RankedNotes notes) : IClassFixture<RankedNotes>
{
    private static IReadOnlyList<Hit> Search(IndexSnapshot snapshot, bool words, int count, ChunkFilter? filter) =>
        words ? snapshot.SearchWords("zebra", count, filter) : snapshot.SearchVectors(RankedNotes.Query, count, filter);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Search_OnlyTheWorstDocumentKept_IsFound(bool words)
    {
        using IndexSnapshot snapshot = notes.Index.Snapshot();
        ChunkFilter filter = snapshot.CreateFilter(SearchFilter.Parse($"tag=every{RankedNotes.Count}"))!;
        Hit hit = Assert.Single(Search(snapshot, words, 10, filter));

        Assert.Equal($"doc{RankedNotes.Count - 1}", snapshot.GetChunks([hit.ChunkId])[0].Path);
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
    public void Search_Filtered_EqualsUnfilteredWithoutOtherDocuments(bool words, string text)
    {
        using IndexSnapshot snapshot = notes.Index.Snapshot();
        ChunkFilter filter = snapshot.CreateFilter(SearchFilter.Parse(text))!;
        IReadOnlyList<Hit> all = Search(snapshot, words, RankedNotes.Count, null), kept = Search(snapshot, words, 20, filter);

        Assert.Equal(RankedNotes.Count, all.Count);
        Assert.Equal(all.Where(hit => filter.Contains(hit.ChunkId)).Take(20), kept);
        Assert.Equal(20, kept.Count);
    }

    [Fact]
    public void Filter_WithoutMatches_FindsNothing()
    {
        using IndexSnapshot snapshot = notes.Index.Snapshot();
        ChunkFilter nothing = snapshot.CreateFilter(SearchFilter.Parse("tag=unheard-of"))!;
        Assert.Equal(0, nothing.Count);
        Assert.Empty(snapshot.SearchWords("zebra", 10, nothing));
        Assert.Empty(snapshot.SearchVectors(RankedNotes.Query, 10, nothing));
    }

    [Fact]
    public void Filter_NoneAndAllCollections_IsNull()
    {
        using IndexSnapshot snapshot = notes.Index.Snapshot();
        Assert.Null(snapshot.CreateFilter(null));
        Assert.Null(snapshot.CreateFilter(SearchFilter.Parse()));
        Assert.Equal(RankedNotes.Count, snapshot.CreateFilter(null, [notes.Collection])!.Count);
        Assert.Equal(0, snapshot.CreateFilter(null, [])!.Count);
    }
}
