using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class IngestStageTests : IDisposable
{
    private const int Threads = 2;

    private readonly TemporaryFolder _folder = new();
    private readonly SearchIndex _index;
    private readonly long _collection;

    public IngestStageTests()
    {
        _index = SearchIndex.Open(_folder.Path, IndexAccess.Write);
        _collection = _index.Catalog.GetOrAddCollection("docs", "/docs").Id;
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    private IReadOnlyList<Hit> SearchWords()
    {
        using IndexSnapshot snapshot = _index.Snapshot();
        return snapshot.SearchWords("harbour", 1000);
    }

    [Fact]
    public async Task Run_ManySources_WritesEachOnceAndCommits()
    {
        List<string> written = [];
        await RunAsync(Enumerable.Range(0, 200), Prepare, file => written.Add(file.Path));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}.md").Order(), written.Order());
        Assert.Equal(200, _index.Catalog.GetCounts(null).Indexed);
        Assert.Equal(200, SearchWords().Count);
    }

    [Fact]
    public async Task Run_NoEntry_UpdatesTheTimeOnly()
    {
        await RunAsync([1], Prepare, _ => { });
        DateTime later = DateTime.UnixEpoch.AddDays(1);
        await RunAsync([1], i => new LoadedDocument($"{i}.md", later, null), _ => { });
        FileState state = Assert.Single(_index.Catalog.GetFileStates(_collection));
        Assert.Equal((later, DocumentStatus.Indexed), (state.ModifiedUtc, state.Status));
        Assert.Single(SearchWords());
    }

    [Fact]
    public async Task Run_LoadingThrows_Rethrows()
    {
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunAsync(Enumerable.Range(0, 1000), PrepareOrThrow, _ => { }));
        Assert.Equal("document 100", thrown.Message);

        static LoadedDocument PrepareOrThrow(int i) => i == 100 ? throw new InvalidOperationException("document 100") : Prepare(i);
    }

    [Fact]
    public async Task Run_WritingThrows_EndsTheLoading()
    {
        int prepared = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(Endless(), Counted, _ => throw new InvalidOperationException("the disk is full")));
        int atTheEnd = Volatile.Read(ref prepared);
        Assert.InRange(atTheEnd, 1, 1000);

        LoadedDocument Counted(int i)
        {
            Interlocked.Increment(ref prepared);
            return Prepare(i);
        }
    }

    [Fact]
    public async Task Run_SlowWriting_KeepsFewInFlight()
    {
        int prepared = 0, written = 0, most = 0;
        await RunAsync(Enumerable.Range(0, 2000), Counted, _ => most = Math.Max(most, Volatile.Read(ref prepared) - ++written));

        // 64 in the channel, one per thread, and the one just taken from the channel.
        Assert.InRange(most, 1, 64 + Threads + 1);

        LoadedDocument Counted(int i)
        {
            Interlocked.Increment(ref prepared);
            return Prepare(i);
        }
    }

    [Fact]
    public async Task Run_Cancelled_EndsAndKeepsWhatWasWritten()
    {
        using CancellationTokenSource stop = new();
        int written = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(
            Endless(), Prepare,
            _ =>
            {
                if (++written == 5) stop.Cancel();
            },
            stop.Token));
        Assert.Equal(5, written);
        Assert.Equal(5, _index.Catalog.GetCounts(null).Indexed);
    }

    private Task RunAsync(
        IEnumerable<int> sources,
        Func<int, LoadedDocument> prepare,
        Action<LoadedDocument> written,
        CancellationToken? cancellation = null) =>
        new IngestStage(_index, _collection, Threads).RunAsync(
            sources.ToAsyncEnumerable(),
            (source, _) => ValueTask.FromResult(prepare(source)),
            written,
            cancellation ?? TestContext.Current.CancellationToken);

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++) yield return i;
    }

    private static LoadedDocument Prepare(int i)
    {
        string text = $"Number {i} of the harbour's ledger.";
        ChunkEntry chunk = new(0, text.Length, 1, "", text, $"key{i}");
        Dictionary<string, string> fields = [];
        DocumentEntry entry =
            new($"{i}.md", "", text.Length, DateTime.UnixEpoch, $"hash{i}", DocumentStatus.Indexed, null, fields, [chunk]);
        return new LoadedDocument($"{i}.md", DateTime.UnixEpoch, entry);
    }
}
