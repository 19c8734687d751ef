using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The README's first command, through the launcher, on the samples.</summary>
public sealed class FirstQueryTests(SamplesHome home) : IClassFixture<SamplesHome>
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    [Fact]
    public void FirstCall_ShowsPathLineHeadingAndPassage()
    {
        string[] lines = home.FirstCall.Stdout.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("1. Refunds > Asking for a refund", lines[0]);
        Assert.Equal(Path.Combine("samples", "customers", "refunds.md") + ":22", lines[1]);
        Assert.StartsWith("… There are three ways to ask for a refund", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_FindsTheSection()
    {
        using JsonDocument results = JsonDocument.Parse((await home.LaunchAsync("--json")).Stdout);

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
    public async Task Spans_CutFromTheirDocuments_ArePassages()
    {
        JsonElement results = await home.Home.JsonAsync(0, [.. SamplesHome.FirstCommand, "-n", "10"]);

        int passages = 0;
        foreach (JsonElement hit in results.GetProperty("hits").EnumerateArray())
        {
            string path = Path.Combine(Samples, hit.GetProperty("path").GetString()!);
            string text = (await home.Home.JsonAsync(0, "get", path)).GetProperty("text").GetString()!;
            foreach (JsonElement passage in hit.GetProperty("passages").EnumerateArray())
            {
                int start = passage.GetProperty("start").GetInt32(), end = passage.GetProperty("end").GetInt32();
                Assert.Equal(text[start..end], passage.GetProperty("text").GetString());
                Assert.Equal(text.AsSpan(0, start).Count('\n') + 1, passage.GetProperty("line").GetInt32());
                passages++;
            }
        }
        Assert.True(passages > 10, $"{passages} passages");
    }

    [Fact]
    public async Task SecondCall_IndexesAndBuildsNothing()
    {
        string status = (await home.Home.RunAsync(0, "status", "--json")).Stdout;
        Dictionary<string, string> files = home.Home.IndexFiles();
        DateTime built = BuiltAt();

        ProcessOutcome second = await home.LaunchAsync();

        Assert.Equal(home.FirstCall.Stdout, second.Stdout);
        Assert.Equal("", second.Stderr);
        Assert.Equal(built, BuiltAt());
        Assert.Equal(files, home.Home.IndexFiles());
        Assert.Equal(status, (await home.Home.RunAsync(0, "status", "--json")).Stdout);
    }

    private static DateTime BuiltAt() =>
        File.GetLastWriteTimeUtc(Path.Combine(Path.GetDirectoryName(SearchCommand.ProgramPath)!, ".built"));
}
