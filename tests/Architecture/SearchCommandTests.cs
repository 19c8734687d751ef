using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>The helper by which other tests run the published command line.</summary>
public sealed class SearchCommandTests
{
    [Fact]
    public async Task RunAsync_ThePublishedProgram_StartsAndEnds()
    {
        using SearchCommand search = new();

        ProcessOutcome outcome = await search.RunAsync(["--version"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(outcome.ExitCode == 0, outcome.Stderr);
    }

    [Fact]
    public void EachCommand_HasFoldersOfItsOwn()
    {
        using SearchCommand one = new();
        using SearchCommand other = new();

        Assert.NotEqual(one.DataHome, other.DataHome);
        Assert.NotEqual(one.DataHome, one.CacheHome);
    }
}
