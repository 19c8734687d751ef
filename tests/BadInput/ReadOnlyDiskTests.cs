using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>An index on a disk that cannot be written: it is searched all the same.</summary>
public sealed class ReadOnlyDiskTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly IndexCopy _index = new(indexed);

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task AQuery_FindsWhatItFoundBefore()
    {
        ProcessOutcome outcome = await RunAsync([.. IndexCopy.Query, "--no-update"]);

        Assert.True(outcome.ExitCode == ExitCode.Found, outcome.Stderr);
        Assert.Equal("", outcome.Stderr);
        Assert.False(File.Exists(_index.At("catalog.db-shm")));
        Assert.Equal(await _index.HitsAsync(), IndexCopy.Hits(outcome));
    }

    [Fact]
    public async Task AQueryThatWouldUpdate_SearchesWhatIsCommitted()
    {
        string late = Path.Combine(indexed.Documents, "late.md");
        File.WriteAllText(late, "A refund that came late.");
        try
        {
            ProcessOutcome outcome = await RunAsync("query", "refund", "--in", indexed.Documents);

            Refusal.Names(outcome, ExitCode.Found, $"{_index.Folder} cannot be written", "read-only", "Searching what is committed");
            Assert.Contains("refunds.md", outcome.Stdout, StringComparison.Ordinal);
            Assert.DoesNotContain("late.md", outcome.Stdout, StringComparison.Ordinal);
            Refusal.Names(await RunAsync("index", indexed.Documents), ExitCode.Failure, $"{_index.Folder} cannot be written", "copy it to a folder of your own");
        }
        finally
        {
            File.Delete(late);
        }
    }

    [Fact]
    public async Task AnIndexThatIsBehind_IsSearchedWithANotice()
    {
        Directory.Delete(_index.At("vectors"), recursive: true);

        ProcessOutcome outcome = await RunAsync("query", "refund");

        Refusal.Names(outcome, ExitCode.Found, $"{_index.Folder} cannot be written", "Not all that it holds can be found yet");
        Assert.Contains("refunds.md", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedSegment_IsNamedWithTheWayOut()
    {
        _index.Edit(_index.Segment, bytes => bytes[bytes.Length / 2] ^= 1);

        Refusal.Names(await RunAsync("query", "refund"), ExitCode.Failure, _index.Segment, "is damaged", $"{_index.Folder} cannot be written", "copy it to a folder of your own");
    }

    [Fact]
    public async Task ALogBesideTheCatalog_IsNamedWithTheWayOut()
    {
        File.WriteAllBytes(_index.At("catalog.db-wal"), new byte[4096]);

        Refusal.Names(await RunAsync("query", "refund"), ExitCode.Failure, _index.Catalog, "read-only", "catalog.db-wal", "Copy the index folder");
    }

    [Fact]
    public async Task TheDoctor_ChecksIt()
    {
        ProcessOutcome outcome = await RunAsync("doctor");

        Assert.True(outcome.ExitCode == ExitCode.Found, outcome.Stderr);
        Assert.DoesNotContain(outcome.Stdout.Split('\n')[1..], line => line.Length > 0 && !line.EndsWith(" ok", StringComparison.Ordinal));
        Refusal.Names(await RunAsync("doctor", "--repair"), ExitCode.Failure, "cannot be written");
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => MountNamespace.RunAsync(
        "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && index=$1 && program=$2 && shift 2 && exec dotnet \"$program\" \"$@\" --index \"$index\"",
        indexed.Environment, [_index.Folder, SearchCommand.ProgramPath, .. arguments]);
}
