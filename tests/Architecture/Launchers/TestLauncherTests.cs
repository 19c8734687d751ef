using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests.Launchers;

/// <summary>The summary line of <c>./test</c>, which must never hide a failure.</summary>
public sealed class TestLauncherTests
{
    /// <summary>
    /// Builds nothing. Instead of a test program, prints a file's contents and exits with the code in its first line.
    /// </summary>
    private const string Runs = """
        case $1 in
            publish) mkdir -p "$6"; : >"$6/search.dll" ;;
            *.Tests.dll)
                tail -n +2 "$1"
                printf 'arguments:%s all=%s\n' "${*:2}" "${SEARCHENGINE_ALL:-}" >>"$1.calls"
                exit "$(head -n 1 "$1")"
                ;;
        esac
        """;

    [Fact]
    public async Task Counts_OfEveryProject_AreSummedOnTheLastLine()
    {
        ProcessOutcome outcome = await RunAsync([], Summary(passed: 3), Summary(passed: 4));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("7 passed, 0 failed", LastLine(outcome));
    }

    [Fact]
    public async Task SkippedTests_AreCounted() =>
        Assert.Equal("3 passed, 0 failed, 2 skipped", LastLine(await RunAsync([], Summary(passed: 2, skipped: 2), Summary(passed: 1))));

    [Fact]
    public async Task AFailure_IsShownAndCounted()
    {
        ProcessOutcome outcome = await RunAsync([], Summary(passed: 2, failed: 1, exitCode: 2), Summary(passed: 1));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("failed Some.Test", outcome.Stdout);
        Assert.Equal("3 passed, 1 failed", LastLine(outcome));
    }

    [Theory]
    [InlineData("134\nout of memory\n", "1 passed, 1 failed")]
    [InlineData("0\n", "1 passed, 1 failed")]
    [InlineData("8\nTest run summary: Zero tests ran\n  total: 0\n  failed: 0\n  succeeded: 0\n  skipped: 0\n", "1 passed, 1 failed")]
    [InlineData("139\n  total: 5\n  failed: 0\n  succeeded: 5\n  skipped: 0\n", "6 passed, 1 failed")]
    public async Task Project_ThatCrashesOrRunsNoTest_IsAFailure(string output, string expected)
    {
        ProcessOutcome outcome = await RunAsync([], output, Summary(passed: 1));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(expected, LastLine(outcome));
    }

    [Fact]
    public async Task Filter_ThatMatchesInOneProject_IgnoresTheOthers() =>
        Assert.Equal("1 passed, 0 failed", LastLine(await RunAsync(["Fusion"], Summary(passed: 0, exitCode: 8), Summary(passed: 1))));

    [Fact]
    public async Task AFilter_ThatMatchesNothing_IsAFailure()
    {
        ProcessOutcome outcome = await RunAsync(["Nonesuch"], Summary(passed: 0, exitCode: 8), Summary(passed: 0, exitCode: 8));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Nonesuch", outcome.Stderr);
        Assert.Equal("0 passed, 1 failed", LastLine(outcome));
    }

    [Fact]
    public async Task Options_ReachTheTests()
    {
        using LauncherFolder folder = Prepare(Summary(passed: 1), Summary(passed: 1));

        await folder.RunAsync("test", ["--all", "Two Words"]);

        Assert.Equal(
            "arguments:--progress off --no-ansi --filter-method *Two Words* all=1",
            File.ReadAllText(ProgramPath(folder, "A") + ".calls").Trim());
    }

    [Fact]
    public async Task AnUnknownOption_IsRefused() =>
        Assert.Equal(2, (await RunAsync(["--fast"], Summary(passed: 1), Summary(passed: 1))).ExitCode);

    [Fact]
    public async Task ABuild_ThatFails_ShowsItsErrorsAndRunsNothing()
    {
        using LauncherFolder folder = new("""
            case $1 in
                publish) mkdir -p "$6"; : >"$6/search.dll" ;;
                build) echo 'Engine.cs(3,1): error CS1002: ; expected'; exit 1 ;;
            esac
            """);

        ProcessOutcome outcome = await folder.RunAsync("test", []);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error CS1002", outcome.Stdout);
        Assert.DoesNotContain("passed", outcome.Stdout);
    }

    private static async Task<ProcessOutcome> RunAsync(string[] arguments, string first, string second)
    {
        using LauncherFolder folder = Prepare(first, second);
        return await folder.RunAsync("test", arguments);
    }

    private static LauncherFolder Prepare(string first, string second)
    {
        LauncherFolder folder = new(Runs);
        foreach ((string name, string output) in new[] { ("A", first), ("B", second) })
        {
            folder.Write($"tests/{name}/{name}.Tests.csproj", "");
            folder.Write(Path.GetRelativePath(folder.Path, ProgramPath(folder, name)), output);
        }
        return folder;
    }

    private static string ProgramPath(LauncherFolder folder, string name) =>
        Path.Combine(folder.Path, "tests", name, "bin", "Release", "net10.0", $"SearchEngine.{name}.Tests.dll");

    /// <summary>The output of a test runner, after a line with its exit code.</summary>
    private static string Summary(int passed, int failed = 0, int skipped = 0, int exitCode = 0) =>
        $"{exitCode}\n{(failed > 0 ? "failed Some.Test (3ms)\n" : "")}\nTest run summary:\n  total: "
            + $"{passed + failed + skipped}\n  failed: {failed}\n  succeeded: {passed}\n  skipped: {skipped}\n  duration: 1s\n";

    private static string LastLine(ProcessOutcome outcome) => outcome.Stdout.TrimEnd('\n').Split('\n')[^1];
}
