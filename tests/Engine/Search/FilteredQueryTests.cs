using SearchEngine.Index.Filters;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

/// <summary>Tests queries with filters on front matter and on fields set by a program.</summary>
public sealed class FilteredQueryTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private static QueryOptions Where(params string[] filters) =>
        new() { Mode = RetrievalMode.Lexical, Filter = SearchFilter.Parse(filters) };

    private static async Task<string[]> PathsAsync(KnowledgeBase knowledge, QueryOptions options) =>
        [.. (await knowledge.QueryAsync("harbour", options, Workspace.Token)).Hits.Select(hit => hit.Path).Order()];

    [Fact]
    public async Task Query_FrontMatter_FiltersFiles()
    {
        _workspace.Write("money/a.md", "---\ntags: [Finance, tax]\nyear: 2024\n---\n\nThe harbour's ledger.\n");
        _workspace.Write("money/b.md", "---\ntags: finance\nyear: 2020\n---\n\nThe harbour's second ledger.\n");
        _workspace.Write("c.txt", "The harbour itself.\n");
        File.SetLastWriteTimeUtc(_workspace.At("docs/c.txt"), new DateTime(2001, 5, 17, 12, 0, 0, DateTimeKind.Utc));
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();

        Assert.Equal(["money/a.md", "money/b.md"], await PathsAsync(knowledge, Where("tags=finance")));
        Assert.Equal(["money/a.md"], await PathsAsync(knowledge, Where("tags=tax,travel", "year>2020")));
        Assert.Equal(["c.txt"], await PathsAsync(knowledge, Where("tags!=finance")));
        Assert.Equal(["c.txt"], await PathsAsync(knowledge, Where("modified=2001-05")));
        Assert.Equal(["money/a.md", "money/b.md"], await PathsAsync(knowledge, Where("modified=1d", "path=money/*.md")));
        Assert.Equal(["c.txt"], await PathsAsync(knowledge, Where("path=*.txt") with { Collections = ["docs"] }));
        Assert.Empty(await PathsAsync(knowledge, Where("tags=finance", "path=*.txt")));
    }

    [Fact]
    public async Task Query_CollectionsAndFilter_AreBothApplied()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, "one", Page("1", "x"), Page("2", "y"));
        await IndexAsync(knowledge, "two", Page("1", "x"), Page("3", "x"));

        Assert.Equal(["1", "3"], await PathsAsync(knowledge, Where("tag=x") with { Collections = ["two"] }));
        Assert.Equal(["1"], await PathsAsync(knowledge, Where("tag=x", "collection=ONE")));
        Assert.Equal(["2"], await PathsAsync(knowledge, Where("tag!=x")));
        Assert.Empty(await PathsAsync(knowledge, Where("collection=one") with { Collections = ["two"] }));
    }

    [Theory]
    [InlineData(RetrievalMode.Lexical)]
    [InlineData(RetrievalMode.Dense)]
    [InlineData(RetrievalMode.Hybrid)]
    public async Task Query_BetterHitsFilteredOut_FindsTheRemainingOne(RetrievalMode mode)
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        Document worst = Page("worst", "rare") with
        {
            Text = string.Concat(Enumerable.Repeat("Boats, ropes and nets lie about. ", 4)) + "A harbour.",
        };
        await IndexAsync(knowledge, "notes", [.. Enumerable.Range(0, 499).Select(i => Page($"{i}", "common")), worst]);

        SearchResults filtered = await knowledge.QueryAsync(
            "harbour",
            new QueryOptions { Mode = mode, Filter = SearchFilter.Parse("tag=rare") },
            Workspace.Token);

        SearchResults all = await knowledge.QueryAsync(
            "harbour",
            new QueryOptions { Mode = mode, Take = 50, IncludeCopies = true },
            Workspace.Token);
        Assert.Equal("worst", Assert.Single(filtered.Hits).Path);
        Assert.Equal(50, all.Hits.Count);
        Assert.DoesNotContain(all.Hits, hit => hit.Path == "worst");
    }

    [Fact]
    public async Task Query_CopyOutsideTheFilter_DoesNotHideTheOneWithin()
    {
        _workspace.WritePage("a/page.md", "Page", "The harbour.");
        _workspace.WritePage("b/page.md", "Page", "The harbour.");
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        Assert.Equal(["a/page.md"], await PathsAsync(knowledge, Where("path=a/")));
        Assert.Equal(["b/page.md"], await PathsAsync(knowledge, Where("path=b/")));
    }

    [Fact]
    public async Task Index_DocumentWithChangedFields_IsWrittenButNotEncodedAgain()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        Document page = Page("1", "x") with { Fields = new Dictionary<string, string> { ["tag"] = "x", ["year"] = "2024" } };
        await IndexAsync(knowledge, "notes", page);
        IndexReport same = await IndexAsync(
            knowledge,
            "notes",
            page with { Fields = new Dictionary<string, string> { ["year"] = "2024", ["tag"] = "x" } });
        IndexReport changed = await IndexAsync(
            knowledge,
            "notes",
            page with { Fields = new Dictionary<string, string> { ["tag"] = "x, y" } });

        Assert.Equal((0, 1), (same.Indexed, same.Unchanged));
        Assert.Equal((1, 0), (changed.Indexed, changed.Encoded));
        Assert.Equal(["1"], await PathsAsync(knowledge, Where("tag=y")));
        await Assert.ThrowsAsync<FilterException>(() => PathsAsync(knowledge, Where("year=2024")));
    }

    private static Document Page(string path, string tag) =>
        new(path, "", $"The harbour, page {path}.") { Fields = new Dictionary<string, string> { ["tag"] = tag } };

    private static Task<IndexReport> IndexAsync(KnowledgeBase knowledge, string collection, params Document[] documents) =>
        knowledge.IndexAsync(collection, documents.ToAsyncEnumerable(), cancellationToken: Workspace.Token);
}
