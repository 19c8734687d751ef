using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A cache folder in which nothing can be kept: the search goes on with a graph for itself, and says so.</summary>
public sealed class CacheFolderTests : IDisposable
{
    private const string Notice = "the model's graph is written anew at each start";

    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    private string[] Query => ["query", "refund", "--in", _folder["documents"], "--model", Path.Combine(Repository.Fixtures, "models", "bert")];

    public CacheFolderTests() => _folder.Write("documents/refunds.md", "# Refunds\n\nA customer has 14 days to ask for a refund.\n");

    [Fact]
    public async Task ACacheThatCannotBeWritten_IsNamedAndDoneWithout()
    {
        string occupied = _folder.Write("occupied", "");
        ProcessOutcome outcome = await _search.RunAsync(Query, environment: new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = occupied }, cancellationToken: TestContext.Current.CancellationToken);
        FoundWithNotice(outcome, occupied);
    }

    [Fact]
    public async Task ACacheAndATemporaryFolderThatCannotBeWritten_AreBothNamed()
    {
        string occupied = _folder.Write("occupied", "");
        Dictionary<string, string?> environment = new() { ["XDG_CACHE_HOME"] = occupied, ["TMPDIR"] = Path.Combine(occupied, "below") };
        ProcessOutcome outcome = await _search.RunAsync(Query, environment: environment, cancellationToken: TestContext.Current.CancellationToken);
        IndexedFolder.ShowsNoStackTrace(outcome);
        Refusal.Names(outcome, ExitCode.Failure, occupied, Path.Combine(occupied, "below"), "XDG_CACHE_HOME");
    }

    /// <summary>A disk of 256 KiB, in a mount namespace of its own.</summary>
    [Fact]
    public async Task ACacheOnAFullDisk_IsNamedAndDoneWithout()
    {
        string disk = _folder["disk"];
        Directory.CreateDirectory(disk);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        const string Mount = "mount -t tmpfs -o size=256k none \"$0\"";
        if (!OperatingSystem.IsLinux() || (await ChildProcess.RunAsync("unshare", ["-rm", "sh", "-c", Mount, disk], null, null, null, cancellation)).ExitCode != 0)
            Assert.Skip("no file system can be mounted here");

        ProcessOutcome outcome = await ChildProcess.RunAsync(
            "unshare", ["-rm", "sh", "-c", $"{Mount} && exec dotnet \"$@\"", disk, SearchCommand.ProgramPath, .. Query], null,
            new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = disk, ["XDG_DATA_HOME"] = _search.DataHome }, null, cancellation);

        FoundWithNotice(outcome, disk);
    }

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    private static void FoundWithNotice(ProcessOutcome outcome, string cache)
    {
        IndexedFolder.ShowsNoStackTrace(outcome);
        Refusal.Names(outcome, ExitCode.Found, cache, Notice, "XDG_CACHE_HOME");
        Assert.Contains("refunds.md", outcome.Stdout, StringComparison.Ordinal);
    }
}
