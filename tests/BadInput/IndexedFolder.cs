using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>
/// A small indexed folder. The tests of a class share it, so none may change the index, which <see cref="RunAsync"/> asserts.
/// </summary>
public sealed class IndexedFolder : IAsyncLifetime
{
    private readonly TemporaryFolder _home = new();
    private readonly SearchCommand _search = new();
    private string _status = "", _files = "";

    /// <summary>The folder of documents.</summary>
    public string Documents => _home["documents"];

    /// <summary>The folder's index.</summary>
    public string Index => Path.Combine(_search.DataHome, "searchengine", "index");

    public async ValueTask InitializeAsync()
    {
        _home.Write(
            "documents/refunds.md",
            "# Refunds\n\n## Asking for a refund\n\nA customer has 14 days to ask for a refund, on the order page or by mail.\n");
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
    public async Task<ProcessOutcome> RunAsync(params string[] arguments) =>
        await CheckAsync(await InProcessSearch.RunAsync(_search, arguments));

    /// <summary>Runs the program in a separate process, for tests that depend on its streams, and asserts the same.</summary>
    public async Task<ProcessOutcome> RunProcessAsync(params string[] arguments) =>
        await CheckAsync(await _search.RunAsync(arguments, cancellationToken: TestContext.Current.CancellationToken));

    private async Task<ProcessOutcome> CheckAsync(ProcessOutcome outcome)
    {
        AssertNoStackTrace(outcome);
        if (outcome.ExitCode >= ExitCode.UsageError) Assert.Equal("", outcome.Stdout);
        await AssertUnchangedAsync();
        return outcome;
    }

    /// <summary>Runs the program on another index, with the same cache.</summary>
    internal async Task<ProcessOutcome> RunOnIndexAsync(string index, params string[] arguments)
    {
        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, [.. arguments, "--index", index]);
        AssertNoStackTrace(outcome);
        return outcome;
    }

    /// <summary>The environment of the program, for tests that start it in another way.</summary>
    internal Dictionary<string, string?> Environment => _search.Environment;

    public ValueTask DisposeAsync()
    {
        _search.Dispose();
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static void AssertNoStackTrace(ProcessOutcome outcome) =>
        Assert.DoesNotContain(
            outcome.Stderr.Split('\n'),
            line => line.StartsWith("   at ", StringComparison.Ordinal) || line.StartsWith("Unhandled", StringComparison.Ordinal));

    /// <summary>Asserts that the index is unchanged: no file was touched, or else its status is the same.</summary>
    private async Task AssertUnchangedAsync()
    {
        if (DescribeFiles() == _files) return;
        Assert.Equal(_status, await StatusAsync());
        _files = DescribeFiles();
    }

    /// <summary>Returns the length and time of every file of the index, except SQLite's shared memory, which reading changes.</summary>
    private string DescribeFiles()
    {
        IEnumerable<string> files = new DirectoryInfo(Index).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.Name.EndsWith("-shm", StringComparison.Ordinal))
            .Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O}");
        return string.Join('\n', files.Order(StringComparer.Ordinal));
    }

    private async Task<string> StatusAsync()
    {
        ProcessOutcome status = await InProcessSearch.RunAsync(_search, "status", "--json");
        Assert.True(status.ExitCode == ExitCode.Success, status.Stderr);
        return status.Stdout;
    }
}
