using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The prompt that <c>search</c> opens on a terminal.</summary>
public sealed class PromptTests : IAsyncLifetime
{
    private const string AlternateScreen = "\e[?1049h", MainScreen = "\e[?1049l";

    private readonly Home _home = new();

    private string History => Path.Combine(_home.DataHome, "searchengine", "history");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) has other options elsewhere");
        _home.Write(
            "notes/refunds.md",
            "# Refunds\n\n## Asking\n\nA customer may ask for a refund. \e]0;owned\a\e[31mred\n\n## Paying\n\nThe till pays it.\n");
        _home.Write("notes/oven.md", "# Oven\n\nThe rye bakes at 230 degrees.\n");
        await _home.RunAsync(0, "index", _home.GetPath("notes"));
    }

    [Fact]
    public async Task Typing_ShowsHits_EnterShowsThePassage_EscapeLeaves()
    {
        using PseudoTerminal terminal = Start();
        await terminal.WaitForAsync("2 documents");

        terminal.Type("refund");
        await terminal.WaitForAsync("Refunds > Asking");
        terminal.Type("\r");
        await terminal.WaitForAsync("The till pays it.");
        terminal.Type("q");
        await terminal.WaitForAsync("Esc leave");
        terminal.Type("\e");

        (int exitCode, string left) = await terminal.WaitForExitAsync();
        Assert.Equal(0, exitCode);
        AssertRestored(terminal, left);
        Assert.Equal("refund\n", File.ReadAllText(History));
        Assert.DoesNotContain("\e]0;", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[31m", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_OnAPdf_ShowsItsWholeText()
    {
        File.Copy(Path.Combine(Repository.Root, "samples", "bakery", "oven-manual.pdf"), _home.GetPath("notes/manual.pdf"));
        await _home.RunAsync(0, "index", _home.GetPath("notes"));
        using PseudoTerminal terminal = Start();
        await terminal.WaitForAsync("3 documents");

        terminal.Type("\"crumb drawer\"");
        await terminal.WaitForAsync("manual.pdf, page 2");
        terminal.Type("\r");
        await terminal.WaitForAsync("crumb drawer");
        terminal.Type("\e[5~\e[5~\e[5~\e[5~");
        await terminal.WaitForAsync("Before the first bake");
        terminal.Type("q\e");

        Assert.Equal(0, (await terminal.WaitForExitAsync()).ExitCode);
    }

    [Fact]
    public async Task E_OpensTheFileInTheEditorAtItsLine()
    {
        string editor = _home.Write("bin/nano", "#!/bin/sh\necho \"edits $*\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(editor, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using PseudoTerminal terminal = Start(new Dictionary<string, string> { ["VISUAL"] = editor });
        await terminal.WaitForAsync("2 documents");

        terminal.Type("230 degrees");
        await terminal.WaitForAsync("The rye bakes");
        terminal.Type("\r");
        await terminal.WaitForAsync("e edit");
        terminal.Type("e");
        await terminal.WaitForAsync($"edits +1 {_home.GetPath("notes/oven.md")}");
        await terminal.WaitForAsync(AlternateScreen);
        terminal.Type("\u0004");

        (int exitCode, string left) = await terminal.WaitForExitAsync();
        Assert.Equal(0, exitCode);
        AssertRestored(terminal, left);
    }

    [Fact]
    public async Task ControlC_EndsWith130()
    {
        using PseudoTerminal terminal = Start();
        await terminal.WaitForAsync("2 documents");

        terminal.Type("\u0003");

        (int exitCode, string left) = await terminal.WaitForExitAsync();
        Assert.Equal(130, exitCode);
        AssertRestored(terminal, left);
    }

    [Fact]
    public async Task Paste_IsTextAndNotKeys()
    {
        using PseudoTerminal terminal = Start();
        await terminal.WaitForAsync("2 documents");

        terminal.Type("\e[200~refund\rq\e]0;x\a\e[201~");
        await terminal.WaitForAsync("refund q");
        await terminal.WaitForAsync("Refunds > Asking");
        terminal.Type("\e");

        Assert.Equal(0, (await terminal.WaitForExitAsync()).ExitCode);
        Assert.DoesNotContain("e edit", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DumbTerminal_TakesAQueryPerLine()
    {
        using PseudoTerminal terminal = Start(new Dictionary<string, string> { ["TERM"] = "dumb" });
        await terminal.WaitForAsync("search> ");

        terminal.Type("refund\n");
        await terminal.WaitForAsync("1. Refunds > Asking");
        await terminal.WaitForAsync("search> ");
        terminal.Type("1\n");
        await terminal.WaitForAsync("refunds.md:1");
        terminal.Type("\n");

        Assert.Equal(0, (await terminal.WaitForExitAsync()).ExitCode);
        Assert.DoesNotContain('\e', terminal.Output);
    }

    [Theory]
    [InlineData()]
    [InlineData("--json")]
    public async Task NoTerminal_ShowsTheHelp(params string[] arguments)
    {
        ProcessOutcome outcome = await _home.RunAsync(2, arguments);

        Assert.Equal("", outcome.Stdout);
        Assert.StartsWith("search: a command is missing", outcome.Stderr, StringComparison.Ordinal);
        Assert.Contains("Usage: search [COMMAND]", outcome.Stderr, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    private PseudoTerminal Start(IReadOnlyDictionary<string, string>? environment = null) => PseudoTerminal.Start(_home, [], environment);

    /// <summary>
    /// Asserts the main screen, wrapped lines, no bracketed pastes, a visible cursor, and keys that are read by line and echoed.
    /// </summary>
    private static void AssertRestored(PseudoTerminal terminal, string left)
    {
        (string, string)[] modes =
            [(MainScreen, AlternateScreen), ("\e[?7h", "\e[?7l"), ("\e[?2004l", "\e[?2004h"), ("\e[?25h", "\e[?25l")];
        foreach ((string on, string off) in modes)
            Assert.True(
                terminal.Output.LastIndexOf(on, StringComparison.Ordinal) > terminal.Output.LastIndexOf(off, StringComparison.Ordinal),
                $"{on[1..]} is not the last");
        Assert.All((string[])[" icanon", " echo ", " isig"], mode => Assert.Contains(mode, left, StringComparison.Ordinal));
    }
}
