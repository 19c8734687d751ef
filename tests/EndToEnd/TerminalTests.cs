using System.Text.RegularExpressions;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>What commands write on a terminal: colours and progress only if they are wanted.</summary>
public sealed partial class TerminalTests : IClassFixture<TerminalHome>
{
    private readonly Home _home;

    /// <summary>Names of this test's index and collection, so that tests do not share them.</summary>
    private readonly string _index = $"index-{Guid.NewGuid():N}", _collection = $"collection-{Guid.NewGuid():N}";

    public static TheoryData<string> Commands { get; } =
    [
        "query refund --explain --in {notes}",
        "index {notes} {more} --index {index}",
        "status",
        "doctor",
        "models list",
        "models inspect bge-small-en-v1.5",
        "models experts refund",
        "eval {collection}",
        "--help",
    ];

    public TerminalTests(TerminalHome indexed)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) has other options elsewhere");
        _home = indexed.Home;
        TinyCollection.Write(_home, _collection);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task AnyCommand_NoColor_WritesNoColours(string command)
    {
        Assert.DoesNotMatch(Style(), await RunAsync($"{command} --no-color"));
        Assert.DoesNotMatch(Style(), await RunAsync(command, ("NO_COLOR", "1")));
    }

    [Fact]
    public async Task Query_OnATerminal_IsStyled()
    {
        Assert.Matches(Style(), await RunAsync("query refund"));
        Assert.DoesNotContain("\e", await RunAsync("query refund", ("TERM", "dumb")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task AnyCommand_Quiet_WritesOnlyResults(string command)
    {
        string shown = await RunAsync($"{command} --quiet --no-color");

        // .NET itself switches the keypad's mode when it asks for the terminal's width.
        Assert.DoesNotContain("\e", shown.Replace("\e[?1h\e=", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("search: ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_OnATerminal_ShowsProgressAndFailures()
    {
        string shown = await RunAsync("index {notes} {more} --index {index}");

        Assert.Contains("Reading documents", shown, StringComparison.Ordinal);
        Assert.Contains("search: broken.md: ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_OnATerminal_ShowsEachStageAndEncodesOnce()
    {
        string first = await RunAsync("eval {collection}"), second = await RunAsync("eval {collection}");

        Assert.Contains("Encoding passages", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Encoding passages", second, StringComparison.Ordinal);
        Assert.All(["bm25", "dense", "hybrid", "rerank"], stage => Assert.Contains($"Asking {stage}", second, StringComparison.Ordinal));
        Assert.Contains("2/2", second, StringComparison.Ordinal);
    }

    /// <summary>Returns what a command shows on a terminal, without the terminal's final settings.</summary>
    private async Task<string> RunAsync(string command, params (string Name, string Value)[] environment)
    {
        IEnumerable<string> arguments = command.Split(' ')
            .Select(argument => PlaceOf().Replace(argument, place => _home.GetPath(NameOf(place.Groups[1].Value))));
        using PseudoTerminal terminal = PseudoTerminal.Start(
            _home, arguments, environment.ToDictionary(variable => variable.Name, variable => variable.Value));
        (int exitCode, string left) = await terminal.WaitForExitAsync();
        Assert.True(exitCode == 0, terminal.Output);
        return terminal.Output[..^left.Length];
    }

    private string NameOf(string place) => place switch { "index" => _index, "collection" => _collection, _ => place };

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Style();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PlaceOf();
}
