using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Unusual queries. Every text that is not blank is a valid query.</summary>
public sealed class QueriesTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>
{
    /// <summary>Just below the 128 KiB that Linux allows in one argument.</summary>
    private const int HundredKilobytes = 100_000;

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(" \t\n\u00a0")]
    public async Task AnEmptyQuery_IsRefused(string query) =>
        ErrorAssert.Reports(await indexed.RunAsync("query", query), ExitCode.UsageError, "the query is empty", "say what to look for");

    [Theory]
    [InlineData("the of and to")]
    [InlineData("THE")]
    public async Task AQueryOfStopWords_IsAnswered(string query) => await AnswerAsync(query);

    [Theory]
    [InlineData("?!... -- ;")]
    [InlineData("\"")]
    [InlineData("\"\" \"\"")]
    [InlineData("-")]
    [InlineData("\\")]
    [InlineData("\u0007\u001b[31m")]
    public async Task AQueryOfPunctuation_IsAnswered(string query) => await AnswerAsync(query);

    [Theory]
    [InlineData("a:b AND (")]
    [InlineData("[a TO")]
    [InlineData("*:*")]
    [InlineData("NOT")]
    public async Task AQueryOfLucenesSyntax_IsAnswered(string query) => await AnswerAsync(query);

    [Theory]
    [InlineData("refund AND (")]
    [InlineData("path:refund~2 OR [14 TO")]
    [InlineData("refund^ && /refund(/ || !{")]
    public async Task WordsAmidLucenesSyntax_AreFound(string query) => Assert.Equal("refunds.md", (await AnswerAsync(query))[0]);

    [Theory]
    [InlineData("how do I ask for a refund? ")]
    [InlineData("refund")]
    [InlineData("refund \"ask for a refund\" -oven ")]
    public async Task AHundredKilobyteQuery_IsAnswered(string piece) => await AnswerAsync(Repeat(piece));

    [Theory]
    [InlineData("\"")]
    [InlineData("-")]
    [InlineData("(")]
    [InlineData("\u20ac")]
    public async Task AHundredKilobyteQuery_OfPunctuation_IsAnswered(string piece) => await AnswerAsync(Repeat(piece));

    [Fact]
    public async Task AHundredKilobyteQuery_OfDistinctWords_FindsTheOneThatOccurs() =>
        Assert.Contains(
            "refunds.md",
            await AnswerAsync(string.Join(' ', Enumerable.Range(0, 12_000).Select(i => $"word{i}"))[..HundredKilobytes] + " refund"));

    [Fact]
    public async Task AQueryInChinese_FindsTheChineseDocument() => Assert.Equal("退款.md", (await AnswerAsync("怎么申请退款"))[0]);

    [Theory]
    [InlineData("-refund")]
    [InlineData("@refund")]
    public async Task AQueryThatLooksLikeAnOption_IsAQuery(string query) => await AnswerAsync(query);

    /// <summary>Returns the paths that a query finds, and asserts that exit code, stdout and stderr agree.</summary>
    private async Task<string[]> AnswerAsync(string query)
    {
        ProcessOutcome outcome = await indexed.RunAsync("query", query, "--json");

        Assert.True(outcome.ExitCode is ExitCode.Success or ExitCode.NoResults, outcome.Stderr);
        using JsonDocument json = JsonDocument.Parse(outcome.Stdout);
        Assert.Equal(query, json.RootElement.GetProperty("query").GetString());
        string[] paths = [.. json.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()!)];
        Assert.Equal(paths.Length > 0 ? ExitCode.Success : ExitCode.NoResults, outcome.ExitCode);
        Assert.Equal(paths.Length > 0 ? "" : "search: nothing found\n", outcome.Stderr);
        return paths;
    }

    private static string Repeat(string piece) =>
        string.Concat(Enumerable.Repeat(piece, HundredKilobytes / System.Text.Encoding.UTF8.GetByteCount(piece)));
}
