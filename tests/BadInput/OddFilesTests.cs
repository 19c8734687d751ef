using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Files with unusual names and impossible times.</summary>
public sealed class OddFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task NamesWithQuotesLineBreaksAndEmoji_AreFoundAndShownOnOneLine()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows allows neither quotes nor line breaks in names of files");
        string[] names =
        [
            "it's \"quoted\" `twice`.md",
            "line\nbreak.md",
            "tab\tstop.md",
            "emoji 🦓 👩‍👩‍👧.md",
            "-n.md",
            "back\\slash.md",
            "percent%41;'--.md",
        ];
        for (int i = 0; i < names.Length; i++) _folder.Write($"odd 'n\" ends/{names[i]}", $"# Zebra {i}\n\nThe zebra{i} sleeps.\n");
        string folder = _folder["odd 'n\" ends"];

        await RunAsync("index", folder);
        ProcessOutcome json = await RunAsync("query", "sleeps", "--rerank", "off", "--in", folder, "--json", "-n", "10");
        Assert.Equal(names.Order(StringComparer.Ordinal), Paths(json).Order(StringComparer.Ordinal));
        ProcessOutcome shown = await RunAsync("query", "zebra1", "--in", folder, "-n", "1");
        Assert.Contains("line\ufffdbreak.md:1", shown.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesThatDifferOnlyInCase_AreTwoDocuments()
    {
        _folder.Write("docs/Zebra.md", "The zebra sleeps by day.");
        _folder.Write("docs/zebra.md", "The zebra wakes by night.");
        if (Directory.GetFiles(_folder["docs"]).Length != 2) Assert.Skip("this disk does not tell names apart by case");

        ProcessOutcome both = await RunAsync("query", "zebra", "--rerank", "off", "--in", _folder["docs"], "--json");
        Assert.Equal(["Zebra.md", "zebra.md"], Paths(both));

        File.Delete(_folder["docs/Zebra.md"]);
        Assert.Equal(["zebra.md"], Paths(await RunAsync("query", "zebra", "--rerank", "off", "--in", _folder["docs"], "--json")));
    }

    [Fact]
    public async Task AClockThatIsSetBack_HidesNoChange()
    {
        string note = _folder.Write("docs/note.md", "The zebra sleeps.");
        string old = _folder.Write("docs/old.md", "The lion sleeps.");
        DateTime ahead =
            new(2099, 12, 31, 23, 59, 59, DateTimeKind.Utc), past = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc), before1970 = new(
                1955, 11, 5, 6, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(note, ahead);
        File.SetLastWriteTimeUtc(old, before1970);
        if (File.GetLastWriteTimeUtc(note) != ahead || File.GetLastWriteTimeUtc(old) != before1970)
            Assert.Skip("this disk keeps no such times");

        Assert.Equal((2, 0), await IndexAsync());
        Assert.Equal((0, 2), await IndexAsync());

        // The same length as before, at an earlier time.
        File.WriteAllText(note, "The tiger sleeps.");
        File.SetLastWriteTimeUtc(note, past);
        Assert.Equal((1, 1), await IndexAsync());
        Assert.Equal(["note.md"], Paths(await RunAsync("query", "\"tiger sleeps\"", "--rerank", "off", "--json", "--in", _folder["docs"])));

        File.WriteAllText(note, "The camel sleeps.");
        File.SetLastWriteTimeUtc(note, before1970);
        Assert.Equal((1, 1), await IndexAsync());
        Assert.Equal(["note.md"], Paths(await RunAsync("query", "\"camel sleeps\"", "--rerank", "off", "--json", "--in", _folder["docs"])));
        Assert.Equal((0, 2), await IndexAsync());
    }

    private static string[] Paths(ProcessOutcome outcome)
    {
        JsonElement hits = JsonDocument.Parse(outcome.Stdout).RootElement.GetProperty("hits");
        return [.. hits.EnumerateArray().Select(hit => hit.GetProperty("path").GetString()!).Order(StringComparer.Ordinal)];
    }

    private async Task<(int Indexed, int Unchanged)> IndexAsync()
    {
        JsonElement report = JsonDocument.Parse((await RunAsync("index", _folder["docs"], "--json")).Stdout).RootElement;
        return (report.GetProperty("indexed").GetInt32(), report.GetProperty("unchanged").GetInt32());
    }

    private async Task<ProcessOutcome> RunAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, arguments);
        IndexedFolder.AssertNoStackTrace(outcome);
        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        return outcome;
    }
}
