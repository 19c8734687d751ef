using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>With --jsonl, each line of stdout is an object, and docs/json.md names each of its fields.</summary>
public sealed class JsonLinesTests(RefundsHome refunds) : IClassFixture<RefundsHome>
{
    private readonly Home _home = refunds.Home;

    [Fact]
    public async Task Query_WritesALineForEachDocument()
    {
        JsonElement[] lines = await LinesAsync("query --jsonl", 0, "query", "refund");

        JsonElement results = await _home.JsonAsync(0, "query", "refund");
        Assert.Equal(results.GetProperty("hits").EnumerateArray().Select(Place), lines.Select(Place));
        Assert.Equal(["1 refunds.md", "2 refunds.md"], lines.Select(Place));
    }

    [Fact]
    public async Task Query_NothingFound_WritesNoLine() =>
        Assert.Empty(await LinesAsync("query --jsonl", 1, "query", "xylophone concerto"));

    [Fact]
    public async Task Index_WritesALineForEachDocumentAndTheTotalsLast()
    {
        JsonElement[] lines = await LinesAsync(
            "index --jsonl", 0, "index", _home.GetPath("one"), _home.GetPath("two"), "--index", refunds.NewIndex());

        Assert.Equal(["document", "document", "document", "total"], lines.Select(Kind));
        Assert.Equal(
            ["broken.md Failed", "refunds.md Indexed", "refunds.md Indexed"],
            lines[..3].Select(line => $"{line.GetProperty("path").GetString()} {line.GetProperty("status").GetString()}").Order());
        Assert.Equal((2, 1), (lines[3].GetProperty("indexed").GetInt32(), lines[3].GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task Status_WritesALineForEachCollection() =>
        Assert.Equal(
            ["one", "two"], (await LinesAsync("status --jsonl", 0, "status")).GetStrings("name"));

    [Fact]
    public async Task StatusOfFiles_WritesALineForEachFile() =>
        Assert.Equal(
            ["broken.md", "refunds.md", "refunds.md"],
            (await LinesAsync("status --jsonl", 0, "status", "--files")).GetStrings("path"));

    [Fact]
    public async Task DryRun_WritesALineForEachFile() =>
        Assert.Equal(
            ["Keep", "Keep"], (await LinesAsync("index --jsonl", 0, "index", _home.GetPath("one"), "--dry-run")).GetStrings("action"));

    [Fact]
    public async Task GetAndRemove_WriteALineEach()
    {
        Assert.Equal(
            "Late refunds", Assert.Single(await LinesAsync("get --json", 0, "get", "two/refunds.md")).GetProperty("title").GetString());
        string[] remove = ["remove", "one", _home.GetPath("two"), "--index", refunds.CopyIndex()];
        Assert.Equal(["one", "two"], (await LinesAsync("remove --jsonl", 0, remove)).GetStrings("collection"));
    }

    [Theory]
    [InlineData(3, "found", "left")]
    [InlineData(0, "found", "done")]
    public async Task Doctor_WritesALineForEachFinding(int exitCode, params string[] kinds)
    {
        string index = refunds.CopyIndex();
        Directory.Delete(Path.Combine(index, "lexical"), recursive: true);

        JsonElement[] lines = await LinesAsync(
            "doctor --jsonl", exitCode, ["doctor", "--index", index, .. exitCode == 0 ? (string[])["--repair"] : []]);

        Assert.Equal(kinds, lines.Select(Kind).Distinct());
    }

    [Fact]
    public async Task Eval_WritesALineForEachStage() =>
        Assert.Equal(
            ["bm25", "dense", "hybrid", "rerank"],
            (await LinesAsync("eval --jsonl", 0, "eval", _home.GetPath("collection"))).GetStrings("stage"));

    [Fact]
    public async Task Experts_WriteALineForEachLayer()
    {
        JsonElement[] lines = await LinesAsync("models experts --jsonl", 0, "models", "experts", "Bread rises.");

        Assert.Equal(Enumerable.Range(0, 30), lines.Select(line => line.GetProperty("layer").GetInt32()));
    }

    [Fact]
    public async Task Models_WriteALineEach()
    {
        string folder = Path.Combine(Repository.Fixtures, "models", "bert");

        Assert.Contains(
            "bge-small-en-v1.5",
            (await LinesAsync("models inspect --json", 0, "models", "list")).GetStrings("name"));
        Assert.Equal(["bert"], (await LinesAsync("models inspect --json", 0, "models", "inspect", folder)).GetStrings("name"));
    }

    private static string? Kind(JsonElement line) =>
        line.EnumerateObject().First() is { Name: "kind" } first ? first.Value.GetString() : null;

    private static string Place(JsonElement hit) => $"{hit.GetProperty("rank").GetInt32()} {hit.GetProperty("path").GetString()}";

    /// <summary>Runs a command with --jsonl and returns its objects, whose fields the section must document.</summary>
    private async Task<JsonElement[]> LinesAsync(string section, int exitCode, params string[] arguments)
    {
        ProcessOutcome outcome = await _home.RunAsync(exitCode, [.. arguments, "--jsonl"]);
        JsonElement[] lines =
            [.. outcome.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.All(lines, line => Assert.Subset(JsonDocumentation.GetFields(section), JsonDocumentation.GetFields(line).ToHashSet()));
        return lines;
    }
}
