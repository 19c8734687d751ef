using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A cache folder that cannot be used: the command works, and stderr says why the next start is slow again.</summary>
public sealed class CacheFoldersTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFileInPlaceOfTheCache_IsNamedAndTheIndexIsCreated()
    {
        using SearchCommand search = new();
        string cache = _folder.Write("cache", "");
        Dictionary<string, string?> environment = new() { ["XDG_CACHE_HOME"] = cache, ["TMPDIR"] = TemporaryRoot() };

        ProcessOutcome indexing = await search.RunAsync(
            ["index", indexed.Documents], environment: environment, cancellationToken: TestContext.Current.CancellationToken);
        ProcessOutcome query = await search.RunAsync(
            ["query", "how do I get my money back?"], environment: environment, cancellationToken: TestContext.Current.CancellationToken);

        foreach (ProcessOutcome outcome in (ProcessOutcome[])[indexing, query]) WorksWithANotice(outcome, cache);
        Assert.Contains("refunds.md", query.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(TemporaryRoot()),
            folder => Path.GetFileName(folder).StartsWith("searchengine-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NeitherCacheNorTemporaryFolder_AreBothNamed()
    {
        string cache = _folder.Write("cache", ""), temporary = Path.Combine(cache, "below");
        using SearchCommand search = new();
        Dictionary<string, string?> environment = new() { ["XDG_CACHE_HOME"] = cache, ["TMPDIR"] = temporary };

        ProcessOutcome outcome = await search.RunAsync(
            ["index", indexed.Documents], environment: environment, cancellationToken: TestContext.Current.CancellationToken);

        IndexedFolder.AssertNoStackTrace(outcome);
        ErrorAssert.Reports(outcome, ExitCode.Failure, cache, temporary, "XDG_CACHE_HOME");
    }

    [Fact]
    public async Task ACacheOnAFullDisk_IsNamedAndTheIndexIsCreated()
    {
        string cache = _folder["disk"], data = _folder["data"];
        Directory.CreateDirectory(cache);

        ProcessOutcome outcome = await MountNamespace.RunAsync(
            "mount -t tmpfs -o size=1m none \"$1\" && exec dotnet \"$2\" index \"$3\"",
            new() { ["XDG_CACHE_HOME"] = cache, ["XDG_DATA_HOME"] = data, ["TMPDIR"] = TemporaryRoot() },
            cache,
            SearchCommand.ProgramPath,
            indexed.Documents);

        WorksWithANotice(outcome, cache);
    }

    private static void WorksWithANotice(ProcessOutcome outcome, string cache)
    {
        IndexedFolder.AssertNoStackTrace(outcome);
        ErrorAssert.Reports(outcome, ExitCode.Success, cache, "cannot be used", "XDG_CACHE_HOME");
    }

    private string TemporaryRoot() => Directory.CreateDirectory(_folder["temporary"]).FullName;
}
