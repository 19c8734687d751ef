using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>Tests of the helper that runs the published command line.</summary>
public sealed class SearchCommandTests
{
    [Fact]
    public async Task RunAsync_PublishedProgram_StartsAndExits()
    {
        using SearchCommand search = new();

        ProcessOutcome outcome = await search.RunAsync(["--version"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(outcome.ExitCode == 0, outcome.Stderr);
    }

    [Fact]
    public void EachCommand_HasItsOwnFolders()
    {
        using SearchCommand one = new();
        using SearchCommand other = new();

        Assert.NotEqual(one.DataHome, other.DataHome);
        Assert.NotEqual(one.DataHome, one.CacheHome);
    }
}
