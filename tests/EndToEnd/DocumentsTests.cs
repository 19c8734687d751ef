using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary><c>get</c>, <c>remove</c>, <c>status --files</c> and <c>index --dry-run</c>, as a person uses them.</summary>
public sealed class DocumentsTests : IAsyncLifetime
{
    private const string Page = "---\nowner: Ida\n---\n\n# Oven\n\nTurn it on at four.\n\n## Cleaning\n\nBrush the deck. Then sweep it with the rye straw.\n";

    private readonly Home _home = new();

    public async ValueTask InitializeAsync()
    {
        _home.Write("notes/oven.md", Page);
        _home.Write("notes/broken.txt", "\0");
        _home.Write("notes/.hidden.md", "secret");
        File.Copy(Path.Combine(Repository.Fixtures, "documents", "handbook.pdf"), _home.At("notes/handbook.pdf"));
        await _home.RunAsync(0, "index", _home.At("notes"));
    }

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("notes/oven.md", Page)]
    [InlineData("oven.md:5", "# Oven\n")]
    [InlineData("oven.md:9-11", "## Cleaning\n\nBrush the deck. Then sweep it with the rye straw.\n")]
    [InlineData("oven.md:@0-3", "---")]
    public async Task Get_APart_GivesItExactly(string named, string text) => Assert.Equal(text, (await _home.RunAsync(0, "get", named)).Stdout);

    [Fact]
    public async Task Get_APageOfAPdf_GivesThatPage()
    {
        string page = (await _home.RunAsync(0, "get", _home.At("notes/handbook.pdf") + ":page 3")).Stdout;
        Assert.StartsWith("Fog", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Paraffin", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ShowsPagesAndTheSentenceThatAnswersFirst()
    {
        string pdf = (await _home.RunAsync(0, "query", "how long does the horn sound", "-n", "1")).Stdout;
        Assert.Contains("handbook.pdf, page 2", pdf, StringComparison.Ordinal);
        string text = (await _home.RunAsync(0, "query", "sweep with straw", "-n", "1")).Stdout;
        Assert.Contains("… Then sweep it with the rye straw.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Brush", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfFiles_SaysWhatBecameOfEach()
    {
        string[] lines = (await _home.RunAsync(0, "status", "--files")).Stdout.Split('\n');
        Assert.Contains("skipped  notes/.hidden.md: hidden", lines);
        Assert.Contains("failed   notes/broken.txt: binary: it holds NUL characters", lines);
        Assert.Contains(lines, line => line.StartsWith("indexed  notes/oven.md (", StringComparison.Ordinal));
        Assert.DoesNotContain("oven.md", (await _home.RunAsync(0, "status", "--failed", "--in", _home.At("notes"))).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_SaysWhatWouldBeDoneAndDoesNothing()
    {
        _home.Write("notes/.gitignore", "*.tmp\n");
        _home.Write("notes/new.md", "new");
        _home.Write("notes/scratch.tmp", "old");
        File.Delete(_home.At("notes/handbook.pdf"));

        string plan = (await _home.RunAsync(0, "index", _home.At("notes"), "--dry-run")).Stdout;

        foreach (string line in (string[])["index   new.md", "remove  handbook.pdf", "skip    scratch.tmp: ignored by .gitignore: *.tmp"]) Assert.Contains(line, plan, StringComparison.Ordinal);
        Assert.Equal(["handbook.pdf"], await _home.FindAsync("horn fog", "--filter", "path=*.pdf"));
    }

    [Fact]
    public async Task Remove_ADocumentAndItsCollection_AreGoneAndFilesAreNot()
    {
        await _home.RunAsync(0, "remove", "notes/oven.md");
        Assert.DoesNotContain("oven.md", await _home.FindAsync("brush the deck"));
        await _home.RunAsync(0, "remove", _home.At("notes"));
        await _home.RunAsync(1, "query", "brush the deck");
        Assert.True(File.Exists(_home.At("notes/oven.md")));
        await _home.RunAsync(0, "index", _home.At("notes"));
        Assert.Contains("oven.md", await _home.FindAsync("brush the deck"));
    }

    [Fact]
    public async Task MaxFileSize_IsRememberedWithTheFolder()
    {
        await _home.RunAsync(0, "index", _home.At("notes"), "--max-file-size", "1KB");
        Assert.Empty(await _home.FindAsync("horn fog", "--in", _home.At("notes"), "--filter", "path=*.pdf"));
        await _home.RunAsync(0, "index", _home.At("notes"), "--max-file-size", "1MB");
        Assert.Equal(["handbook.pdf"], await _home.FindAsync("horn fog", "--in", _home.At("notes"), "--filter", "path=*.pdf"));
    }

    [Fact]
    public async Task Watch_ChangesUntilItIsInterrupted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env --default-signal and kill(2) are Linux's");
        using RunningSearch running = new(_home, "index", _home.At("notes"), "--watch");
        await running.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        _home.Write("notes/till.md", "The till is stuck.");
        Assert.Contains("1 indexed", await running.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        running.Interrupt();
        Assert.Equal(130, (await running.EndAsync()).ExitCode);
        Assert.Equal(["till.md"], await _home.FindAsync("\"till is stuck\""));
    }
}
