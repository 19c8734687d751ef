using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests.Records;

/// <summary>Every figure that the project publishes can be traced to what was run.</summary>
public sealed class RecordPagesTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    [Theory]
    [InlineData("performance.md")]
    [InlineData("quality.md")]
    public void APage_EveryRow_CarriesItsRecord(string page) => Assert.Empty(Read(page).Faults);

    [Theory]
    [InlineData("performance.md")]
    [InlineData("quality.md")]
    public async Task APage_EveryCommit_IsOneOfThisHistory(string page)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) Assert.Skip("not a git checkout");
        ProcessOutcome shallow = await ChildProcess.RunAsync(
            "git",
            ["rev-parse", "--is-shallow-repository"],
            cancellationToken: cancellationToken);
        if (shallow.Stdout.Trim() != "false") Assert.Skip("the history is not here");

        foreach (MeasurementRow row in Read(page).RowTable)
        {
            ProcessOutcome commit = await ChildProcess.RunAsync(
                "git",
                ["cat-file", "-e", row.Commit + "^{commit}"],
                cancellationToken: cancellationToken);
            Assert.True(commit.ExitCode == 0, $"docs/{page}:{row.Line}: {row.Commit} is no commit of this repository");
        }
    }

    private static RecordTable Read(string page) => new(File.ReadAllText(Path.Combine(Docs, page)), ReadRaw);

    private static string? ReadRaw(string path) =>
        File.Exists(Path.Combine(Docs, path)) ? File.ReadAllText(Path.Combine(Docs, path)) : null;
}
