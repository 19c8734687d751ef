using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>Queries with --filter on the samples, including those in docs/filters.md.</summary>
public sealed partial class FilterTests(Home home) : IClassFixture<Home>
{
    [Fact]
    public async Task FiltersInTheDocumentation_FindDocuments()
    {
        string[] commands = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "filters.md")).Where(IsFilterExample)];
        Assert.Equal(3, commands.Length);
        foreach (string command in commands)
            await home.RunAsync(0, Word().Matches(command["./search ".Length..]).Select(word => word.Value.Trim('\'', '"')));
    }

    [Fact]
    public async Task Filter_KeepsOnlyMatchingDocuments()
    {
        Assert.Equal(["bakery/cinnamon-knots.md", "bakery/harbour-rye.md"], (await FindAsync("tags=recipe")).Order());
        Assert.All(
            await FindAsync("path=operations/", "path=*.md"), path => Assert.StartsWith("operations/", path, StringComparison.Ordinal));
        Assert.Equal(["bakery/harbour-rye.md"], await FindAsync("tags=recipe", "owner=tomasz*"));
        Assert.DoesNotContain("bakery/harbour-rye.md", await FindAsync("tags!=recipe"));
        Assert.Empty(await FindAsync("tags=unheard-of"));
    }

    [Fact]
    public async Task Filter_UnknownField_ListsTheFields()
    {
        ProcessOutcome outcome = await home.RunAsync(2, "query", "--in", "samples", "dough", "--filter", "tga=recipe");
        Assert.Equal(
            "search: --filter 'tga=recipe': there is no field 'tga'; the index has: author, date, ",
            outcome.Stderr[..(outcome.Stderr.IndexOf("date, ", StringComparison.Ordinal) + 6)]);
    }

    private static bool IsFilterExample(string line) =>
        line.StartsWith("./search query", StringComparison.Ordinal) && line.Contains("--filter", StringComparison.Ordinal);

    private Task<string[]> FindAsync(params string[] filters) =>
        home.FindAsync(["--in", "samples", "dough", "-n", "50", .. filters.SelectMany(filter => (string[])["--filter", filter])]);

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
