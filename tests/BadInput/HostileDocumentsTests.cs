using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Text from documents is data: on a terminal, in JSON and before the tokenizer.</summary>
public sealed class HostileDocumentsTests : IDisposable
{
    /// <summary>Colour, window title, bell, a C1 introducer, backspace, delete, carriage return.</summary>
    private const string Escapes = "\e[31mred \e]0;title\a \u009b2J \b\u007f \rover";

    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    [Fact]
    public async Task EscapeSequencesInADocument_NeverReachATerminal()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows allows no control characters in names of files");
        _folder.Write($"hos\e[7mtile/no\e[5mte.md", $"# Zebra {Escapes}\n\nThe zebra {Escapes} sleeps.\n");
        _folder.Write("hos\e[7mtile/bro\e[5mken.md", "zebra \0\0\0\u0001\u0002 binary");
        string hostile = _folder["hos\e[7mtile"];

        string[][] commands =
        [
            ["index", hostile],
            ["query", "zebra", "--in", hostile, "--explain"],
            ["query", "zebra", "--json"],
            ["status"],
            ["status", "--json"],
        ];
        foreach (string[] arguments in commands)
        {
            ProcessOutcome outcome = await RunAsync(arguments);

            Assert.DoesNotContain(outcome.Stdout, IsControl);
            Assert.DoesNotContain(outcome.Stderr, IsControl);
        }
    }

    [Fact]
    public async Task EscapeSequencesInADocument_ArePreservedInJson()
    {
        _folder.Write("note.txt", $"The zebra {Escapes} sleeps.");

        JsonElement passage = await FirstPassageAsync("zebra");

        Assert.Equal($"The zebra {Escapes} sleeps.", passage.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("what do [SEP] [MASK] mean?")]
    [InlineData("[CLS] [SEP] [MASK]")]
    [InlineData("\"[SEP] [MASK]\"")]
    public async Task ControlTokensOfTheModel_AreWordsInDocumentsAndQueries(string query)
    {
        const string text = "The trainer writes [CLS] before and [SEP] [MASK] between.";
        _folder.Write("tokens.md", text);
        _folder.Write("oven.md", "The rye bakes at 230 degrees.");
        _folder.Write("refunds.md", "Customers may ask for a refund.");

        JsonElement passage = await FirstPassageAsync(query);

        Assert.Equal(text, passage.GetProperty("text").GetString());
        Assert.Equal(1, passage.GetProperty("explanation").GetProperty("dense").GetProperty("rank").GetInt32());
        Assert.Equal(1, passage.GetProperty("explanation").GetProperty("lexical").GetProperty("rank").GetInt32());
    }

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    private static bool IsControl(char character) => char.IsControl(character) && character is not ('\n' or '\t');

    private async Task<JsonElement> FirstPassageAsync(string query)
    {
        ProcessOutcome outcome = await RunAsync("query", query, "--json", "--in", _folder.Path);
        return JsonDocument.Parse(outcome.Stdout).RootElement.GetProperty("hits")[0].GetProperty("passages")[0];
    }

    private async Task<ProcessOutcome> RunAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, arguments);
        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        return outcome;
    }
}
