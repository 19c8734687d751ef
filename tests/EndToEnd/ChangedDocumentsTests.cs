namespace SearchEngine.EndToEnd.Tests;

/// <summary>
/// Commands that change an index or show what would change: <c>remove</c>, <c>--dry-run</c>, <c>--max-file-size</c>, <c>--watch</c>.
/// </summary>
public sealed class ChangedDocumentsTests : IAsyncLifetime
{
    private readonly NotesHome _notes = new();

    private Home Home => _notes.Home;

    public ValueTask InitializeAsync() => _notes.InitializeAsync();

    public ValueTask DisposeAsync() => _notes.DisposeAsync();

    [Fact]
    public async Task DryRun_ListsThePlanAndChangesNothing()
    {
        Home.Write("notes/.gitignore", "*.tmp\n");
        Home.Write("notes/new.md", "new");
        Home.Write("notes/scratch.tmp", "old");
        File.Delete(Home.GetPath("notes/handbook.pdf"));

        string plan = (await Home.RunAsync(0, "index", Home.GetPath("notes"), "--dry-run")).Stdout;

        foreach (string line in (string[])["index   new.md", "remove  handbook.pdf", "skip    scratch.tmp: ignored by .gitignore: *.tmp"])
            Assert.Contains(line, plan, StringComparison.Ordinal);
        Assert.Equal(["handbook.pdf"], await Home.FindAsync("horn fog", "--filter", "path=*.pdf"));
    }

    [Fact]
    public async Task Remove_DocumentAndCollection_LeavesTheFiles()
    {
        await Home.RunAsync(0, "remove", "notes/oven.md");
        Assert.DoesNotContain("oven.md", await Home.FindAsync("brush the deck"));
        await Home.RunAsync(0, "remove", Home.GetPath("notes"));
        await Home.RunAsync(1, "query", "brush the deck");
        Assert.True(File.Exists(Home.GetPath("notes/oven.md")));
        await Home.RunAsync(0, "index", Home.GetPath("notes"));
        Assert.Contains("oven.md", await Home.FindAsync("brush the deck"));
    }

    [Fact]
    public async Task MaxFileSize_IsRememberedWithTheFolder()
    {
        await Home.RunAsync(0, "index", Home.GetPath("notes"), "--max-file-size", "1KB");
        Assert.Empty(await Home.FindAsync("horn fog", "--in", Home.GetPath("notes"), "--filter", "path=*.pdf"));
        await Home.RunAsync(0, "index", Home.GetPath("notes"), "--max-file-size", "1MB");
        Assert.Equal(["handbook.pdf"], await Home.FindAsync("horn fog", "--in", Home.GetPath("notes"), "--filter", "path=*.pdf"));
    }

    [Fact]
    public async Task Watch_IndexesChangesUntilInterrupted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env --default-signal and kill(2) are Linux's");
        using RunningSearch running = new(Home, "index", Home.GetPath("notes"), "--watch");
        await running.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        Home.Write("notes/till.md", "The till is stuck.");
        Assert.Contains("1 indexed", await running.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        running.Interrupt();
        Assert.Equal(130, (await running.WaitForExitAsync()).ExitCode);
        Assert.Equal(["till.md"], await Home.FindAsync("\"till is stuck\""));
    }
}
