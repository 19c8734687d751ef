using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>
/// Control characters and bidirectional overrides in names of files, folders, collections, queries and options, in every output format.
/// </summary>
public sealed class HostileNamesTests : IDisposable
{
    /// <summary>Window title, a C1 introducer, an override that shows what follows backwards, an isolate.</summary>
    private const string Hostile = "\e]0;owned\a\u009b31m\u202efdp.exe\u2066";

    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    [Fact]
    public async Task EveryCommand_ReplacesThem()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows allows no control characters in names of files");
        string notes = _folder[$"notes{Hostile}"], collection = _folder[$"[red]{Hostile}"], index = _folder[$"index{Hostile}"];
        _folder.Write($"notes{Hostile}/zebra{Hostile}.md", $"# Zebra {Hostile}\n\nThe zebra {Hostile} sleeps.\n");
        _folder.Write($"notes{Hostile}/broken{Hostile}.md", "zebra \0\0\0\u0001\u0002 binary");
        _folder.Write($"[red]{Hostile}/corpus.jsonl", """{"_id": "1", "title": "", "text": "The zebra sleeps."}""");
        _folder.Write($"[red]{Hostile}/queries.jsonl", """{"_id": "1", "text": "zebra"}""");
        _folder.Write($"[red]{Hostile}/qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\t1\t1\n");

        (int, string[])[] commands =
        [
            (0, ["index", notes, "--index", index]),
            (0, ["query", "zebra", "--in", notes, "--index", index, "--explain"]),
            (0, ["status", "--index", index]),
            (0, ["doctor", "--index", index]),
            (0, ["eval", collection]),
            (1, ["models", "inspect", notes]),
            (2, ["query", "zebra", "--in", Hostile]),
            (2, ["index", Hostile]),
            (2, [Hostile]),
            (2, ["query", "zebra", $"--{Hostile}"]),
            (2, ["query", "zebra", "-n", Hostile]),
            (2, ["query", "zebra", "--index", index, "--filter", $"{Hostile}=1"]),
            (2, ["models", "inspect", Hostile]),
            (2, ["index", notes, notes, "--collection", Hostile]),
        ];
        foreach ((int exitCode, string[] arguments) in commands)
        {
            foreach (string[] form in exitCode == ExitCode.UsageError ? (string[][])[[]] : [[], ["--jsonl"]])
            {
                ProcessOutcome outcome = await RunAsync([.. arguments, .. form]);

                Assert.True(outcome.ExitCode == exitCode, $"{string.Join(' ', arguments)} ended with {outcome.ExitCode}: {outcome.Stderr}");
                Assert.DoesNotContain(outcome.Stdout + outcome.Stderr, IsUnsafe);
            }
        }
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--jsonl")]
    public async Task Json_PreservesThem(string form)
    {
        _folder.Write("note.txt", $"The zebra {Hostile} sleeps.");

        ProcessOutcome outcome = await RunAsync("query", "zebra", "--in", _folder.Path, form);

        JsonElement json = JsonDocument.Parse(outcome.Stdout).RootElement;
        JsonElement hit = form == "--json" ? json.GetProperty("hits")[0] : json;
        Assert.Equal($"The zebra {Hostile} sleeps.", hit.GetProperty("passages")[0].GetProperty("text").GetString());
    }

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    private static bool IsUnsafe(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private Task<ProcessOutcome> RunAsync(params string[] arguments) =>
        _search.RunAsync(arguments, cancellationToken: TestContext.Current.CancellationToken);
}
