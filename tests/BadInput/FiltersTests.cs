using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Filters that are broken, name unknown fields, or contain SQL and other special characters.</summary>
public sealed class FiltersTests : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly IndexedFolder _indexed;
    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    public FiltersTests(IndexedFolder indexed) => _indexed = indexed;

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("", "it is empty", "tag=finance")]
    [InlineData("   ", "it is empty", "tag=finance")]
    [InlineData("finance", "the operator is missing", "tag=finance")]
    [InlineData("=finance", "the name is missing at character 1", "tag=finance")]
    [InlineData("tag=", "a value is missing at character 5", "tag=finance")]
    [InlineData("tag==finance", "'=' at character 5 cannot start a value", "quotes")]
    [InlineData("tag=\"finance", "the quote at character 5 is never closed", "close it")]
    [InlineData("tag=f*e", "the '*' at character 6 can only end a value", "quotes")]
    [InlineData("modified=tomorrow", "'tomorrow' at character 10 is not a time", "2024-05-17")]
    [InlineData("modified=2024-02-30", "'2024-02-30' at character 10 is not a time", "7d")]
    [InlineData("modified=2024..2020", "the range at character 10 runs backwards", "write 2020..2024")]
    [InlineData("year=9..1", "the range at character 6 runs backwards", "write 1..9")]
    [InlineData("path=docs/[a-z", "the bracket at character 11 is never closed", "quotes")]
    [InlineData("path>5", "'>' does not work with path", "path=notes*")]
    public async Task ABrokenFilter_IsNamedWithItsCorrection(string filter, params string[] named) =>
        ErrorAssert.Reports(
            await _indexed.RunAsync("query", "refund", "--filter", filter),
            ExitCode.UsageError,
            [$"search: --filter '{filter}': ", .. named]);

    [Fact]
    public async Task ABrokenFilter_AmongSeveral_IsNamed() =>
        ErrorAssert.Reports(
            await _indexed.RunAsync("query", "refund", "--filter", "path=*.md", "--filter", "year=9..1"),
            ExitCode.UsageError,
            "--filter 'year=9..1'");

    [Fact]
    public async Task ABrokenFilter_IsReportedBeforeIndexing()
    {
        _folder.Write("documents/new.md", "text");
        ErrorAssert.Reports(
            await _indexed.RunAsync("query", "refund", "--in", _folder["documents"], "--filter", "modified=soon"),
            ExitCode.UsageError,
            "'soon'");
    }

    [Fact]
    public async Task AFilterWithoutAValue_IsRefused() =>
        ErrorAssert.Reports(await _indexed.RunAsync("query", "refund", "--filter"), ExitCode.UsageError, "--filter");

    [Fact]
    public async Task AField_WithoutAnyFieldsInTheIndex_IsRefused() =>
        ErrorAssert.Reports(
            await _indexed.RunAsync("query", "refund", "--filter", "tag=finance"),
            ExitCode.UsageError,
            "--filter 'tag=finance': there is no field 'tag'",
            "path, collection and modified");

    [Fact]
    public async Task AnUnknownCollection_IsNamedWithTheExistingOnes() =>
        ErrorAssert.Reports(
            await _indexed.RunAsync("query", "refund", "--filter", "collection=notes"),
            ExitCode.UsageError,
            "there is no collection 'notes'",
            "the index has: documents");

    [Theory]
    [InlineData("path=nowhere/**")]
    [InlineData("path='; DROP TABLE documents; --")]
    [InlineData("path=\"a\"\"b\"")]
    [InlineData("path=😀")]
    [InlineData("modified<1970")]
    [InlineData("modified!=0001..9999")]
    public async Task AFilterWithoutMatches_FindsNothing(string filter)
    {
        ProcessOutcome outcome = await _indexed.RunAsync("query", "refund", "--filter", filter);
        Assert.Equal((ExitCode.NoResults, "", "search: nothing found\n"), (outcome.ExitCode, outcome.Stdout, outcome.Stderr));
    }

    [Fact]
    public async Task FieldsWithUnusualNamesAndValues_AreFoundByThem()
    {
        const string injection = "x' OR '1'='1\"; DROP TABLE fields; --";
        _folder.Write("documents/odd.md", $"""
            ---
            "a=b 😀": "say \"hi\", *now*"
            path: inner
            sql: {JsonSerializer.Serialize(injection)}
            "\u001b[31mred": x
            ---

            A refund.

            """);
        _folder.Write("documents/other.md", "---\nsql: x\n---\n\nAnother refund.\n");

        Assert.Equal(["odd.md"], await FindAsync("\"A=B 😀\"=\"say \"\"hi\"\", *now*\""));
        Assert.Equal(["odd.md"], await FindAsync("field:path=inner"));
        Assert.Equal(["odd.md"], await FindAsync($"sql=\"{injection.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        Assert.Equal(["other.md"], await FindAsync("sql=x"));
        Assert.Empty(await FindAsync("sql=\"x' OR '1'='1\""));

        ProcessOutcome unknown = await RunAsync("tga=x\u001b[31m");
        ErrorAssert.Reports(unknown, ExitCode.UsageError, "there is no field 'tga'; the index has: \ufffd[31mred, a=b 😀, path, sql");
        Assert.DoesNotContain('\u001b', unknown.Stderr);
    }

    private Task<ProcessOutcome> RunAsync(string filter) =>
        InProcessSearch.RunAsync(_search, ["query", "refund", "--in", _folder["documents"], "--filter", filter, "--json"]);

    private async Task<string[]> FindAsync(string filter)
    {
        ProcessOutcome outcome = await RunAsync(filter);
        Assert.True(outcome.ExitCode is ExitCode.Success or ExitCode.NoResults, outcome.Stderr);
        using JsonDocument json = JsonDocument.Parse(outcome.Stdout);
        return [.. json.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()!).Order()];
    }
}
