using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>
/// The scripts of <c>search completion</c>, each in its shell: the candidates for an incomplete line.
/// </summary>
public sealed class CompletionTests(ShellHome home) : IClassFixture<ShellHome>
{
    [Theory]
    [InlineData("search qu", "query")]
    [InlineData("search query rye --dev", "--device")]
    [InlineData("search query --device c", "cpu", "cuda")]
    [InlineData("search query --device=cu", "cuda")]
    [InlineData("search query --in re", "rec room/", "recipes", "recipes/", "red room")]
    [InlineData("search query --in reci", "recipes", "recipes/")]
    [InlineData("search query --in red", @"red\ room")]
    [InlineData("search query --model bge", "bge-small-en-v1.5")]
    [InlineData("search query \"two words\" --no-u", "--no-update")]
    public async Task Bash_IncompleteLine_ListsItsCandidates(string line, params string[] candidates) =>
        Assert.Equal(candidates, await AskAsync("bash", """
        source script.bash
        # As readline calls it: bash also splits words at '='.
        COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
        COMP_WORDS=(search x) COMP_CWORD=1
        complete -p search | grep -q -- '-F _search_complete search' && _search_complete search x search
        (( ${#COMPREPLY[@]} )) && printf '%s\n' "${COMPREPLY[@]}"
        """, line));

    [Theory]
    [InlineData("search qu", "query")]
    [InlineData("search query --device c", "cpu", "cuda")]
    [InlineData("search query --device=cu", "--device=cuda")]
    [InlineData("search query --in re", "recipes", "red room", "rec room/", "recipes/")]
    public async Task Zsh_IncompleteLine_ListsItsCandidates(string line, params string[] candidates) =>
        Assert.Equal(candidates, await AskAsync("zsh", """
        # Stubs for zsh's completion system, which works only in its line editor.
        compdef() { registered=$*; }
        compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -rl -- "$@"; }
        _files() { print files; }
        source script.zsh
        [[ $registered == '_search search' ]] || exit 1
        words=(${(Q)${(z)1}}) CURRENT=$#words PREFIX=$words[-1]
        _search
        """, line));

    [Theory]
    [InlineData("search qu", "query")]
    [InlineData("search query rye --dev", "--device")]
    [InlineData("search query --device c", "cpu", "cuda")]
    [InlineData("search query --in re", "rec room/", "recipes", "recipes/", "red room")]
    public async Task Fish_IncompleteLine_ListsItsCandidates(string line, params string[] candidates) =>
        Assert.Equal(candidates, await AskAsync("fish", "source script.fish; complete --do-complete=$argv[1]", line));

    [Theory]
    [InlineData("search qu", "query")]
    [InlineData("search query --device c", "cpu", "cuda")]
    [InlineData("search query --in re", "'rec room/'", "recipes", "recipes/", "'red room'")]
    public async Task PowerShell_IncompleteLine_ListsItsCandidates(string line, params string[] candidates) =>
        Assert.Equal(candidates, await AskAsync("pwsh", """
        Get-Content -Raw script.powershell | Invoke-Expression
        (TabExpansion2 -inputScript $args[0] -cursorColumn $args[0].Length).CompletionMatches | ForEach-Object CompletionText
        """, line));

    [Fact]
    public async Task BrokenIndex_ListsTheOtherCandidatesAndNoError()
    {
        home.Home.Write("broken/catalog.db", "no catalog");

        ProcessOutcome outcome = await home.Home.RunAsync(0, "[suggest]", $"search query --index {home.Home.GetPath("broken")} --in sam");

        Assert.Equal(("samples/\n", ""), (outcome.Stdout, outcome.Stderr));
    }

    /// <summary>Returns the lines that a shell's script writes for an incomplete line.</summary>
    private async Task<string[]> AskAsync(string shell, string script, string line)
    {
        string[] arguments = shell switch
        {
            "pwsh" => ["-NoProfile", "-File", home.Home.Write("ask.ps1", script), line],
            "fish" => ["--no-config", "-c", script, line],
            _ => ["-c", script, shell, line],
        };
        Dictionary<string, string?> environment = new()
        {
            ["PATH"] = $"{home.Programs}:{Environment.GetEnvironmentVariable("PATH")}",
            ["XDG_DATA_HOME"] = home.Home.DataHome,
            ["XDG_CACHE_HOME"] = home.Home.CacheHome,
        };
        try
        {
            ProcessOutcome outcome = await ChildProcess.RunAsync(
                shell, arguments, home.Home.GetPath("."), environment, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal("", outcome.Stderr);
            return outcome.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{shell} is not installed");
            return [];
        }
    }
}
