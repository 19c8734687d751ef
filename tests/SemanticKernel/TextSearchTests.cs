using System.Linq.Expressions;
using Microsoft.SemanticKernel.Data;
using SearchEngine.SemanticKernel.TextSearch;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>Tests the index as a text search of the kernel.</summary>
public sealed class TextSearchTests(Workspace workspace) : IClassFixture<Workspace>
{
    private KnowledgeTextSearch Search => field ??= new KnowledgeTextSearch(workspace.Knowledge);

    [Fact]
    public async Task GetSearchResults_Question_ReturnsPassagesWithLocations()
    {
        KernelSearchResults<FoundPassage> results = await Search.GetSearchResultsAsync(
            "When does the shop open?",
            new TextSearchOptions<FoundPassage> { Top = 1, IncludeTotalCount = true },
            Workspace.Token);
        FoundPassage found = Assert.Single(await results.Results.ToListAsync(Workspace.Token));
        Assert.Equal(("guides", "hours.md", "Opening hours", 1), (found.Collection, found.Path, found.Title, found.Location.Line));
        Assert.EndsWith("/guides/hours.md", found.Link, StringComparison.Ordinal);
        Assert.Equal(
            found.Text,
            (await workspace.Knowledge.GetAsync("guides", "hours.md", Workspace.Token))!.Text[found.Location.Start..found.Location.End]);
        Assert.NotNull(results.TotalCount);
    }

    [Fact]
    public async Task GetTextSearchResults_Query_HasNamesAndLinks()
    {
        KernelSearchResults<TextSearchResult> results =
            await Search.GetTextSearchResultsAsync("ferry", cancellationToken: Workspace.Token);
        TextSearchResult result = await results.Results.FirstAsync(Workspace.Token);
        Assert.Equal("ferry.txt", Path.GetFileName(result.Link));
        Assert.Contains("north pier", result.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Skip_LeavesOutTheFirstResults()
    {
        List<string> all = await FindAsync(new TextSearchOptions<FoundPassage>());
        List<string> rest = await FindAsync(new TextSearchOptions<FoundPassage> { Skip = 1 });
        Assert.True(all.Count > 1);
        Assert.Equal(all.Skip(1), rest);

        async Task<List<string>> FindAsync(TextSearchOptions<FoundPassage> options)
        {
            KernelSearchResults<string> results = await Search.SearchAsync("the shop and the ferry", options, Workspace.Token);
            return await results.Results.ToListAsync(Workspace.Token);
        }
    }

    public static TheoryData<Expression<Func<FoundPassage, bool>>, string[]> Filters
    {
        get
        {
            string captured = "refunds/policy.md";
            return new()
            {
                { passage => passage.Path == captured, ["refunds/policy.md"] },
                { passage => "ferry.txt" == passage.Path, ["ferry.txt"] },
                { passage => passage.Path != "ferry.txt", ["hours.md", "refunds/policy.md"] },
                { passage => passage.Path.StartsWith("refunds/"), ["refunds/policy.md"] },
                { passage => passage.Path.EndsWith(".md"), ["hours.md", "refunds/policy.md"] },
                { passage => passage.Path.Contains("our"), ["hours.md"] },
                { passage => passage.Collection == "guides" && passage.Path.EndsWith(".txt"), ["ferry.txt"] },
                { passage => true, ["ferry.txt", "hours.md", "refunds/policy.md"] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task Search_Filtered_FindsOnlyMatches(Expression<Func<FoundPassage, bool>> filter, string[] expected)
    {
        KernelSearchResults<FoundPassage> results = await Search.GetSearchResultsAsync(
            "the shop, a refund and the ferry",
            new TextSearchOptions<FoundPassage> { Filter = filter },
            Workspace.Token);
        Assert.Equal(
            expected,
            (await results.Results.ToListAsync(Workspace.Token)).Select(passage => passage.Path).Order(StringComparer.Ordinal));
    }

    public static TheoryData<Expression<Func<FoundPassage, bool>>, string> Unsupported => new()
    {
        { passage => passage.Title == "x", "passage.Title == \"x\"" },
        { passage => passage.Path == "a" || passage.Path == "b", "OrElse" },
        { passage => !(passage.Path == "a"), "Not(" },
        { passage => passage.Path.Length > 3, "passage.Path.Length > 3" },
        { passage => passage.Path == passage.Collection, "passage.Path == passage.Collection" },
    };

    [Theory]
    [MemberData(nameof(Unsupported), DisableDiscoveryEnumeration = true)]
    public async Task Search_AnUnsupportedFilterExpression_IsRefusedAndNamed(Expression<Func<FoundPassage, bool>> filter, string named)
    {
        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(
            () => Search.SearchAsync("shop", new TextSearchOptions<FoundPassage> { Filter = filter }, Workspace.Token));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("StartsWith", refused.Message, StringComparison.Ordinal);
    }

#pragma warning disable CS0618 // The interface without a record type, which parts of the kernel still ask for.
    [Fact]
    public async Task ObsoleteInterface_EqualityFilter_FindsOnlyMatches()
    {
        ITextSearch search = Search;
        KernelSearchResults<TextSearchResult> results = await search.GetTextSearchResultsAsync(
            "the shop, a refund and the ferry",
            new TextSearchOptions { Filter = new TextSearchFilter().Equality("Path", "ferry.txt") },
            Workspace.Token);
        Assert.EndsWith("ferry.txt", Assert.Single(await results.Results.ToListAsync(Workspace.Token)).Link, StringComparison.Ordinal);
    }
#pragma warning restore CS0618
}
