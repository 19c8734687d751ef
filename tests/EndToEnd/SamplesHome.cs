using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>A home in which the README's first command was run once through the launcher.</summary>
public sealed class SamplesHome : IAsyncLifetime
{
    /// <summary>The README's first command. The number of passages to re-rank is fixed, so that load changes no result.</summary>
    public static readonly string[] FirstCommand = ["query", "--in", "samples", "how do I ask for a refund", "--rerank", "20"];

    public Home Home { get; } = new();

    /// <summary>The outcome of the first call, which created the index.</summary>
    public ProcessOutcome FirstCall { get; private set; } = null!;

    public async ValueTask InitializeAsync() => FirstCall = await LaunchAsync();

    /// <summary>Runs the command again with more options.</summary>
    public async Task<ProcessOutcome> LaunchAsync(params string[] options)
    {
        ProcessOutcome outcome = await ChildProcess.RunAsync(
            Path.Combine(Repository.Root, OperatingSystem.IsWindows() ? "search.cmd" : "search"), [.. FirstCommand, .. options],
            environment: new Dictionary<string, string?> { ["XDG_DATA_HOME"] = Home.DataHome, ["XDG_CACHE_HOME"] = Home.CacheHome },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == 0, outcome.Stderr);
        return outcome;
    }

    public ValueTask DisposeAsync()
    {
        Home.Dispose();
        return ValueTask.CompletedTask;
    }
}
