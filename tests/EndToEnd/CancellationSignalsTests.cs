using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The first Ctrl-C ends the work at a safe point, the second ends the process.</summary>
public sealed class CancellationSignalsTests : IDisposable
{
    /// <summary>More passages than a machine encodes between two calls of status.</summary>
    private const int Files = 250;

    private readonly Home _home = new();

    public CancellationSignalsTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "env --default-signal and kill(2) are Linux's");

    [Fact]
    public async Task Index_Interrupted_EndsWith130AndContinuesNextTime()
    {
        for (int file = 0; file < Files; file++) _home.Write($"notes/{file}.txt", Text(file));
        using RunningSearch running = new(_home, "index", _home.GetPath("notes"), "--json");
        while (!running.HasExited && await EncodedAsync() == 0) { }

        running.Interrupt();
        ProcessOutcome outcome = await running.WaitForExitAsync();

        Assert.Equal((130, ""), (outcome.ExitCode, outcome.Stdout));
        Assert.Equal("search: cancelled; committed work is kept, and the next run continues from there\n", outcome.Stderr);
        await _home.RunAsync(0, "doctor");
        int before = await EncodedAsync();
        Assert.InRange(before, 1, Files - 1);
        JsonElement report = await _home.JsonAsync(0, "index", _home.GetPath("notes"));
        Assert.Equal(Files - before, report.GetProperty("encoded").GetInt32());
        Assert.Equal(Files, report.GetProperty("indexed").GetInt32() + report.GetProperty("unchanged").GetInt32());
    }

    /// <summary>A process that blocks on writing to a full pipe does not notice the first Ctrl-C.</summary>
    [Fact]
    public async Task BlockedProcess_InterruptedTwice_EndsAtOnce()
    {
        using RunningSearch running = new(_home, "query", new string('x', 120_000), "--json");
        Assert.Equal('{', running.Output.Read());

        // Two signals in close succession may arrive as one.
        while (!running.HasExited) running.Interrupt();

        ProcessOutcome outcome = await running.WaitForExitAsync();
        Assert.Equal((130, ""), (outcome.ExitCode, outcome.Stderr));
        Assert.InRange(outcome.Stdout.Length, 1, 119_999);
    }

    [Fact]
    public async Task Ask_InterruptedMidAnswer_EndsWith130()
    {
        _home.Write("notes/rye.txt", Text(1));
        await _home.RunAsync(0, "index", _home.GetPath("notes"));
        await using ChatServer server = ChatServer.Endless();
        using RunningSearch running = new(
            _home, "ask", "How long does the rye bake?", "--always-answer", "--generator", "openai:endless", "--endpoint", server.Address);
        string shown = "";
        while (!shown.EndsWith(ChatServer.EndlessWord, StringComparison.Ordinal) && running.Output.Read() is >= 0 and var next)
            shown += (char)next;

        running.Interrupt();
        ProcessOutcome outcome = await running.WaitForExitAsync();
        Assert.Equal(130, outcome.ExitCode);
        Assert.EndsWith(
            "search: cancelled; committed work is kept, and the next run continues from there\n", outcome.Stderr, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private async Task<int> EncodedAsync() => (await _home.JsonAsync(0, "status")).GetProperty("encoded").GetInt32();

    /// <summary>A different passage for each file, of about a hundred words.</summary>
    private static string Text(int file)
    {
        const string sentence = "The rye bakes at 230 degrees for fifty minutes, then it rests on the rack until the evening, "
            + "when somebody takes it to the shop. ";
        return $"Note {file}. " + string.Concat(Enumerable.Repeat(sentence, 4));
    }
}
