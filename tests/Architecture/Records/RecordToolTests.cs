using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests.Records;

/// <summary><c>tools/record</c>, in a small temporary repository.</summary>
public sealed class RecordToolTests : IDisposable
{
    /// <summary>Removes the variables that git sets for hooks: tests may run in a hook, and must not touch its repository.</summary>
    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["HOME"] = "/home-of-the-test",
        ["GIT_DIR"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_WORK_TREE"] = null,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Record_OfACommand_PrintsAValidRow()
    {
        await PrepareAsync();

        ProcessOutcome outcome = await RecordAsync("bench", "printf", "%s|%s\\n", "one two", "it's");

        Assert.Equal(0, outcome.ExitCode);
        Assert.EndsWith("\n\none two|it's\n", Raw("bench"));
        string row = outcome.Stdout.Trim();
        Assert.StartsWith("command: printf '%s|%s\\n' 'one two' 'it'\\''s'\n", Raw("bench"));
        Assert.StartsWith("| WHAT | RESULT | ", row);
        RecordTable table = new(
            "| What | Result | Machine | Raw |\n|---|---|---|---|\n" + row,
            path => File.ReadAllText(Path.Combine(Root, "docs", path)));
        Assert.Empty(table.Faults);
    }

    [Fact]
    public async Task BothStreams_AreRecorded_WithoutFoldersOfTheMachine()
    {
        await PrepareAsync();

        await RecordAsync("paths", "bash", "-c", "echo $PWD/file; echo $(dirname $PWD)/shared >&2; echo $HOME/cache");

        Assert.EndsWith("\n\n./file\n../shared\n~/cache\n", Raw("paths"));
    }

    [Fact]
    public async Task UncommittedChange_IsRecorded()
    {
        await PrepareAsync();
        _folder.Write("project/source", "changed");

        await RecordAsync("changed", "true");

        Assert.Matches(new Regex("^commit: [0-9a-f]{10,} with local changes$", RegexOptions.Multiline), Raw("changed"));
    }

    [Fact]
    public async Task FailedCommand_IsNotRecorded()
    {
        await PrepareAsync();

        ProcessOutcome outcome = await RecordAsync("failed", "bash", "-c", "echo half; exit 5");

        Assert.Equal(5, outcome.ExitCode);
        Assert.False(File.Exists(Path.Combine(Root, "docs", "results", "failed.txt")));
    }

    [Theory]
    [InlineData]
    [InlineData("name")]
    [InlineData("../name", "true")]
    public async Task OtherArguments_AreAUsageError(params string[] arguments)
    {
        await PrepareAsync();

        Assert.Equal(2, (await RecordAsync(arguments)).ExitCode);
    }

    private string Root => Path.Combine(_folder.Path, "project");

    private string Raw(string name) => File.ReadAllText(Path.Combine(Root, "docs", "results", name + ".txt"));

    private async Task PrepareAsync()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("tools/record is a bash script");
        _folder.Write("project/tools/record", File.ReadAllText(Path.Combine(Repository.Root, "tools", "record")));
        _folder.Write("project/source", "");
        await GitAsync("init", "--quiet");
        await GitAsync("add", ".");
        await GitAsync(
            "-c",
            "user.name=test",
            "-c",
            "user.email=test@localhost",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "--quiet",
            "--message",
            "Begin");
    }

    private async Task GitAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await ChildProcess.RunAsync(
            "git",
            arguments,
            Root,
            Environment,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == 0, outcome.Stderr);
    }

    private Task<ProcessOutcome> RecordAsync(params string[] arguments) => ChildProcess.RunAsync(
        "bash",
        [Path.Combine(Root, "tools", "record"), .. arguments],
        _folder.Path,
        Environment,
        cancellationToken: TestContext.Current.CancellationToken);
}
