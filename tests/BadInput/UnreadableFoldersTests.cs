using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Folders that cannot be read, or are empty because their disk is not mounted: their documents stay in the index.</summary>
public sealed class UnreadableFoldersTests : IDisposable
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    public UnreadableFoldersTests()
    {
        _folder.Write("notes/a.md", "The zebra sleeps.\n");
        _folder.Write("notes/sub/b.md", "The zebra eats.\n");
    }

    [Fact]
    public async Task AFolderThatMayNotBeRead_IsNamedAndItsDocumentsStay()
    {
        await IndexAsync();
        ProcessOutcome outcome = await RunWithoutAsync("notes/sub", "index", _folder["notes"]);

        ErrorAssert.Reports(outcome, ExitCode.Success, "sub/", "cannot be opened: permission denied", "is kept");
        Assert.Contains("0 removed", outcome.Stdout, StringComparison.Ordinal);
        Assert.Contains("b.md", (await InProcessSearch.RunAsync(_search, "query", "eats")).Stdout, StringComparison.Ordinal);
        Assert.Contains(
            "failed   notes/sub/",
            (await InProcessSearch.RunAsync(_search, "status", "--files")).Stdout,
            StringComparison.Ordinal);
        Assert.Contains("0 failed", (await IndexAsync()).Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index", "{notes}")]
    [InlineData("query", "zebra", "--in", "{notes}")]
    public async Task ACollectionWhoseFolderMayNotBeRead_IsNamedAndStays(params string[] arguments)
    {
        await IndexAsync();
        ErrorAssert.Reports(await RunWithoutAsync("notes", Fill(arguments)), ExitCode.Failure, _folder["notes"], "denied");
        await AssertBothAreFoundAsync();
    }

    [Theory]
    [InlineData("index", "{notes}")]
    [InlineData("query", "zebra", "--in", "{notes}")]
    public async Task AnEmptyFolderThatHadDocuments_SaysHowToRemoveThem(params string[] arguments)
    {
        await IndexAsync();
        Directory.Delete(_folder["notes"], recursive: true);
        Directory.CreateDirectory(_folder["notes"]);

        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, Fill(arguments));

        ErrorAssert.Reports(outcome, ExitCode.Failure, _folder["notes"], "is empty", "2 files", "not mounted", "--allow-empty");
        await AssertBothAreFoundAsync();
        Assert.Contains("2 removed", (await IndexAsync("--allow-empty")).Stdout, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NoResults, (await InProcessSearch.RunAsync(_search, "query", "zebra")).ExitCode);
    }

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    private string[] Fill(string[] arguments) =>
        [.. arguments.Select(argument => argument.Replace("{notes}", _folder["notes"], StringComparison.Ordinal))];

    private Task<ProcessOutcome> IndexAsync(params string[] options) =>
        InProcessSearch.RunAsync(_search, ["index", _folder["notes"], .. options]);

    private async Task AssertBothAreFoundAsync()
    {
        string found = (await InProcessSearch.RunAsync(_search, "query", "zebra")).Stdout;
        Assert.Contains("a.md", found, StringComparison.Ordinal);
        Assert.Contains("b.md", found, StringComparison.Ordinal);
    }

    /// <summary>Runs the program while a folder is closed, in a user namespace, where permissions hold for root too.</summary>
    private async Task<ProcessOutcome> RunWithoutAsync(string folder, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a user namespace of Linux");
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        File.SetUnixFileMode(_folder[folder], UnixFileMode.None);
        try
        {
            string script = $"! ls '{_folder[folder]}' 2>/dev/null || exit 99; exec dotnet \"$@\"";
            ProcessOutcome outcome = await ChildProcess.RunAsync(
                "unshare",
                ["--user", "sh", "-c", script, "sh", SearchCommand.ProgramPath, .. arguments],
                environment: _search.Environment,
                cancellationToken: TestContext.Current.CancellationToken);
            if (outcome.ExitCode == 99 || outcome.Stderr.StartsWith("unshare", StringComparison.Ordinal))
                Assert.Skip($"permissions do not hold here: {outcome.Stderr.Trim()}");
            return outcome;
        }
        finally
        {
            File.SetUnixFileMode(_folder[folder], Open);
        }
    }
}
