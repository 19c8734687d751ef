using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A disk that is full before everything is indexed.</summary>
public sealed class FullDiskTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private const int Documents = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Indexing_ReportsTheFullDisk_KeepsCommittedWork_AndContinuesWithMoreSpace()
    {
        // Copies of one text take space, but are encoded only once.
        IEnumerable<string> paragraphs = Enumerable.Range(0, 20)
            .Select(i => string.Concat(Enumerable.Repeat($"The harbour master wrote number {i} into the ledger. ", 20)));
        string text = $"# Ledger\n\n{string.Join("\n\n", paragraphs)}\n";
        for (int i = 0; i < Documents; i++) _folder.Write($"documents/ledger{i}.md", text);
        Directory.CreateDirectory(_folder["disk"]);

        ProcessOutcome outcome = await MountNamespace.RunAsync(
            """
            mount -t tmpfs -o size=2m none "$1/disk" || exit 9
            dotnet "$2" index "$1/documents" --index "$1/disk/index" >"$1/first" 2>"$1/error"
            echo $? >"$1/exit"
            mount -o remount,size=64m "$1/disk" || exit 9
            dotnet "$2" doctor --index "$1/disk/index" >"$1/doctor"
            dotnet "$2" index "$1/documents" --index "$1/disk/index" --json >"$1/second"
            dotnet "$2" doctor --index "$1/disk/index" >"$1/doctor"
            """,
            indexed.Environment, _folder.Path, SearchCommand.ProgramPath);

        Assert.True(outcome.ExitCode == ExitCode.Success, Read("doctor") + outcome.Stderr);
        ProcessOutcome first = new(int.Parse(Read("exit")), Read("first"), Read("error"));
        IndexedFolder.AssertNoStackTrace(first);
        ErrorAssert.Reports(first, ExitCode.Failure, _folder["disk/index"]);
        Assert.Matches("disk is full|No space left|free space", first.Stderr);
        Assert.Equal("", first.Stdout);
        JsonElement second = JsonDocument.Parse(Read("second")).RootElement;
        int kept = second.GetProperty("unchanged").GetInt32();
        Assert.InRange(kept, 1, Documents - 1);
        Assert.Equal(Documents - kept, second.GetProperty("indexed").GetInt32());
    }

    private string Read(string name) => File.ReadAllText(_folder[name]).Trim();
}
