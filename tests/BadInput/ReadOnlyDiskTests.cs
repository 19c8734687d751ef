using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>An index on a read-only disk, which can still be searched.</summary>
public sealed class ReadOnlyDiskTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly IndexCopy _index = new(indexed);

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task AQuery_FindsWhatItFoundBefore()
    {
        ProcessOutcome outcome = await RunAsync([.. IndexCopy.QueryArguments, "--no-update"]);

        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        Assert.Equal("", outcome.Stderr);
        Assert.False(File.Exists(_index.GetPath("catalog.db-shm")));
        Assert.Equal(await _index.QueryHitsAsync(), IndexCopy.GetHits(outcome));
    }

    [Fact]
    public async Task AQueryThatWouldUpdate_SearchesTheCommittedDocuments()
    {
        string late = Path.Combine(indexed.Documents, "late.md");
        File.WriteAllText(late, "A refund that came late.");
        try
        {
            ProcessOutcome outcome = await RunAsync("query", "refund", "--in", indexed.Documents);

            ErrorAssert.Reports(
                outcome, ExitCode.Success, $"{_index.Folder} cannot be written", "read-only", "Searching the committed documents only");
            Assert.Contains("refunds.md", outcome.Stdout, StringComparison.Ordinal);
            Assert.DoesNotContain("late.md", outcome.Stdout, StringComparison.Ordinal);
            ErrorAssert.Reports(
                await RunAsync("index", indexed.Documents),
                ExitCode.Failure,
                $"{_index.Folder} cannot be written",
                "copy it to a folder of your own");
        }
        finally
        {
            File.Delete(late);
        }
    }

    [Fact]
    public async Task AnIndexThatIsBehind_IsSearchedWithANotice()
    {
        Directory.Delete(_index.GetPath("vectors"), recursive: true);

        ProcessOutcome outcome = await RunAsync("query", "refund");

        ErrorAssert.Reports(outcome, ExitCode.Success, $"{_index.Folder} cannot be written", "recent changes may not be found");
        Assert.Contains("refunds.md", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedSegment_IsNamedWithARemedy()
    {
        _index.Edit(_index.VectorSegment, bytes => bytes[bytes.Length / 2] ^= 1);

        ErrorAssert.Reports(
            await RunAsync("query", "refund"),
            ExitCode.Failure,
            _index.VectorSegment,
            "is damaged",
            $"{_index.Folder} cannot be written",
            "copy it to a folder of your own");
    }

    [Fact]
    public async Task AWriteAheadLog_IsNamedWithARemedy()
    {
        File.WriteAllBytes(_index.GetPath("catalog.db-wal"), new byte[4096]);

        ErrorAssert.Reports(
            await RunAsync("query", "refund"), ExitCode.Failure, _index.Catalog, "read-only", "catalog.db-wal", "Copy the index folder");
    }

    [Fact]
    public async Task TheDoctor_ChecksIt()
    {
        ProcessOutcome outcome = await RunAsync("doctor");

        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        Assert.DoesNotContain(outcome.Stdout.Split('\n')[1..], line => line.Length > 0 && !line.EndsWith(" ok", StringComparison.Ordinal));
        ErrorAssert.Reports(await RunAsync("doctor", "--repair"), ExitCode.Failure, "cannot be written");
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => MountNamespace.RunAsync(
        """
        mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 9
        index=$1 program=$2
        shift 2
        exec dotnet "$program" "$@" --index "$index"
        """,
        indexed.Environment, [_index.Folder, SearchCommand.ProgramPath, .. arguments]);
}
