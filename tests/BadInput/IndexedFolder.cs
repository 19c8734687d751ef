using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>
/// A small folder that the published program has indexed. Every test of a class gets the same one, so each must leave the index as
/// it found it, which <see cref="RunAsync"/> asserts.
/// </summary>
public sealed class IndexedFolder : IAsyncLifetime
{
    private readonly TemporaryFolder _home = new();
    private readonly SearchCommand _search = new();
    private string _status = "", _files = "";

    /// <summary>The folder of documents.</summary>
    public string Documents => _home["documents"];

    /// <summary>The index that the program made of it.</summary>
    public string Index => Path.Combine(_search.DataHome, "searchengine", "index");

    public async ValueTask InitializeAsync()
    {
        _home.Write("documents/refunds.md", "# Refunds\n\n## Asking for a refund\n\nA customer has 14 days to ask for a refund, on the order page or by mail.\n");
        _home.Write("documents/oven.md", "# Oven notes\n\nThe rye bakes at 230 degrees for fifty minutes. Open the damper after ten.\n");
        _home.Write("documents/退款.md", "# 退款\n\n顾客可以在十四天内申请退款。\n");
        ProcessOutcome indexed = await InProcessSearch.RunAsync(_search, "index", Documents);
        Assert.True(indexed.ExitCode == ExitCode.Success, indexed.Stderr);
        _status = await StatusAsync();
        Assert.Contains("\"indexed\": 3", _status, StringComparison.Ordinal);
        _files = DescribeFiles();
    }

    /// <summary>
    /// Runs the program in this process and asserts what holds for any input: no stack trace, no data next to an error, an unchanged index.
    /// </summary>
    public async Task<ProcessOutcome> RunAsync(params string[] arguments) => await CheckAsync(await InProcessSearch.RunAsync(_search, arguments));

    /// <summary>Runs the program in a process of its own, for tests that depend on its streams, and asserts the same.</summary>
    public async Task<ProcessOutcome> RunProcessAsync(params string[] arguments) =>
        await CheckAsync(await _search.RunAsync(arguments, cancellationToken: TestContext.Current.CancellationToken));

    private async Task<ProcessOutcome> CheckAsync(ProcessOutcome outcome)
    {
        AssertNoStackTrace(outcome);
        if (outcome.ExitCode >= ExitCode.UsageError) Assert.Equal("", outcome.Stdout);
        await AssertUnchangedAsync();
        return outcome;
    }

    /// <summary>Runs the program on another index than this one's, with this one's cache.</summary>
    internal async Task<ProcessOutcome> RunOnIndexAsync(string index, params string[] arguments)
    {
        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, [.. arguments, "--index", index]);
        AssertNoStackTrace(outcome);
        return outcome;
    }

    /// <summary>What the program is started with, for a test that starts it in another way.</summary>
    internal Dictionary<string, string?> Environment => new() { ["XDG_DATA_HOME"] = _search.DataHome, ["XDG_CACHE_HOME"] = _search.CacheHome, ["ORT_DISABLE_TELEMETRY"] = "1" };

    public ValueTask DisposeAsync()
    {
        _search.Dispose();
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static void AssertNoStackTrace(ProcessOutcome outcome) =>
        Assert.DoesNotContain(outcome.Stderr.Split('\n'), line => line.StartsWith("   at ", StringComparison.Ordinal) || line.StartsWith("Unhandled", StringComparison.Ordinal));

    /// <summary>An index of which no file was touched is as it was; of any other, the program is asked.</summary>
    private async Task AssertUnchangedAsync()
    {
        if (DescribeFiles() == _files) return;
        Assert.Equal(_status, await StatusAsync());
        _files = DescribeFiles();
    }

    /// <summary>Every file of the index with its length and time, but for the memory that SQLite's readers share, which a look touches.</summary>
    private string DescribeFiles() => string.Join('\n', new DirectoryInfo(Index).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => !file.Name.EndsWith("-shm", StringComparison.Ordinal)).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal));

    private async Task<string> StatusAsync()
    {
        ProcessOutcome status = await InProcessSearch.RunAsync(_search, "status", "--json");
        Assert.True(status.ExitCode == ExitCode.Success, status.Stderr);
        return status.Stdout;
    }
}
