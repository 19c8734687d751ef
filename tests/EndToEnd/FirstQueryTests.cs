using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The README's first command, through the launcher, on the samples.</summary>
public sealed class FirstQueryTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");
    private static readonly string[] FirstCommand = ["query", "--in", "samples", "how do I ask for a refund"];

    private readonly Home _home = new();

    [Fact]
    public async Task TheFirstCall_ShowsPathLineHeadingAndPassage()
    {
        ProcessOutcome outcome = await LaunchAsync(FirstCommand);

        string[] lines = outcome.Stdout.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("1. Refunds > Asking for a refund", lines[0]);
        Assert.Equal(Path.Combine("samples", "customers", "refunds.md") + ":22", lines[1]);
        Assert.StartsWith("… There are three ways to ask for a refund", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFirstCall_WithJson_FindsTheSectionThatWasAskedFor()
    {
        using JsonDocument results = JsonDocument.Parse((await LaunchAsync([.. FirstCommand, "--json"])).Stdout);

        JsonElement hit = results.RootElement.GetProperty("hits")[0];
        JsonElement passage = hit.GetProperty("passages")[0];
        Assert.Equal(1, hit.GetProperty("rank").GetInt32());
        Assert.Equal("samples", hit.GetProperty("collection").GetString());
        Assert.Equal(Samples, hit.GetProperty("root").GetString());
        Assert.Equal("customers/refunds.md", hit.GetProperty("path").GetString());
        Assert.Equal("Refunds", hit.GetProperty("title").GetString());
        Assert.Equal("Refunds > Asking for a refund", passage.GetProperty("heading").GetString());
        Assert.Equal(22, passage.GetProperty("line").GetInt32());
        Assert.Equal(0, results.RootElement.GetProperty("pending").GetInt32());
    }

    [Fact]
    public async Task EverySpan_CutFromItsDocument_IsThePassage()
    {
        JsonElement results = await _home.JsonAsync(0, [.. FirstCommand, "-n", "25"]);

        int passages = 0;
        foreach (JsonElement hit in results.GetProperty("hits").EnumerateArray())
        {
            string text = (await _home.JsonAsync(0, "get", Path.Combine(Samples, hit.GetProperty("path").GetString()!))).GetProperty("text").GetString()!;
            foreach (JsonElement passage in hit.GetProperty("passages").EnumerateArray())
            {
                int start = passage.GetProperty("start").GetInt32(), end = passage.GetProperty("end").GetInt32();
                Assert.Equal(text[start..end], passage.GetProperty("text").GetString());
                Assert.Equal(text.AsSpan(0, start).Count('\n') + 1, passage.GetProperty("line").GetInt32());
                passages++;
            }
        }
        Assert.True(passages > 25, $"{passages} passages");
    }

    [Fact]
    public async Task TheSecondCall_IndexesAndBuildsNothing()
    {
        ProcessOutcome first = await LaunchAsync(FirstCommand);
        string status = (await _home.RunAsync(0, "status", "--json")).Stdout;
        Dictionary<string, string> files = _home.IndexFiles();
        DateTime built = BuiltAt();

        ProcessOutcome second = await LaunchAsync(FirstCommand);

        Assert.Equal(first.Stdout, second.Stdout);
        Assert.Equal("", second.Stderr);
        Assert.Equal(built, BuiltAt());
        Assert.Equal(files, _home.IndexFiles());
        Assert.Equal(status, (await _home.RunAsync(0, "status", "--json")).Stdout);
    }

    public void Dispose() => _home.Dispose();

    private static DateTime BuiltAt() => File.GetLastWriteTimeUtc(Path.Combine(Path.GetDirectoryName(SearchCommand.ProgramPath)!, ".built"));

    private async Task<ProcessOutcome> LaunchAsync(string[] arguments)
    {
        ProcessOutcome outcome = await ChildProcess.RunAsync(
            Path.Combine(Repository.Root, OperatingSystem.IsWindows() ? "search.cmd" : "search"), arguments,
            environment: new Dictionary<string, string?> { ["XDG_DATA_HOME"] = _home.DataHome, ["XDG_CACHE_HOME"] = _home.CacheHome },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == 0, outcome.Stderr);
        return outcome;
    }
}
