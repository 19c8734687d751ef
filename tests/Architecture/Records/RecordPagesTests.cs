using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests.Records;

/// <summary>Every figure that the project publishes can be traced to what was run.</summary>
public sealed class RecordPagesTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    [Theory]
    [InlineData("performance.md")]
    [InlineData("quality.md")]
    public void Rows_OfAPage_HaveARecord(string page) => Assert.Empty(Read(page).Faults);

    [Theory]
    [InlineData("performance.md")]
    [InlineData("quality.md")]
    public async Task Commits_OfAPage_AreInTheHistory(string page)
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) Assert.Skip("not a git checkout");
        ProcessOutcome shallow = await RunGitAsync("rev-parse", "--is-shallow-repository");
        if (shallow.Stdout.Trim() != "false") Assert.Skip("the checkout is shallow");

        foreach (MeasurementRow row in Read(page).Rows)
        {
            ProcessOutcome commit = await RunGitAsync("cat-file", "-e", row.Commit + "^{commit}");
            Assert.True(commit.ExitCode == 0, $"docs/{page}:{row.Line}: {row.Raw} names {row.Commit}, which is not a commit here");
        }
    }

    private static RecordTable Read(string page) => new(File.ReadAllText(Path.Combine(Docs, page)), ReadRaw);

    private static Task<ProcessOutcome> RunGitAsync(params string[] arguments) =>
        ChildProcess.RunAsync("git", arguments, cancellationToken: TestContext.Current.CancellationToken);

    private static string? ReadRaw(string path)
    {
        string file = Path.Combine(Docs, path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
