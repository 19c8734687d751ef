using System.Diagnostics.Metrics;
using SearchEngine.Engine.Tests.Models;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Models;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>Watching a folder with many changes, or one that is removed.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Watch_TenThousandChangesAtOnce_AreAllInTheIndex()
    {
        await using KnowledgeBase knowledge = await OpenAsync();
        await using IAsyncEnumerator<IndexReport> reports = Watch(knowledge);
        _workspace.Write("first.md", "The first.");
        Assert.True(await reports.MoveNextAsync());

        Task burst = Task.Run(Burst, Workspace.Token);
        do Assert.True(await reports.MoveNextAsync());
        while (!burst.IsCompleted || !await FindsAsync(knowledge, "afterwards"));
        await burst;
        // A round ends early if changes are pending; the next one continues with the remaining passages.
        while (await knowledge.GetStatusAsync(Workspace.Token) is { } left && left.Encoded < left.Passages)
            Assert.True(await reports.MoveNextAsync());

        Dictionary<string, string> there = Directory.EnumerateFiles(_workspace.Documents, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(_workspace.Documents, path).Replace('\\', '/'), File.ReadAllText);
        Dictionary<string, string> indexed = [];
        foreach (DocumentReport file in await knowledge.GetFilesAsync(cancellationToken: Workspace.Token))
            indexed[file.Path] = (await knowledge.GetAsync("docs", file.Path, Workspace.Token))!.Text;
        Assert.Equal(there.OrderBy(file => file.Key, StringComparer.Ordinal), indexed.OrderBy(file => file.Key, StringComparer.Ordinal));
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);
        Assert.Equal((there.Count, status.Passages), (status.Indexed, status.Encoded));
    }

    [Fact]
    public async Task Watch_AnotherWriter_IsAwaited()
    {
        await using KnowledgeBase knowledge = await OpenAsync();
        await using IAsyncEnumerator<IndexReport> reports = Watch(knowledge);
        _workspace.Write("first.md", "The first.");
        Assert.True(await reports.MoveNextAsync());

        TaskCompletionSource refused = new();
        using MeterListener meters = new();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == KnowledgeBase.TelemetryName) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags.ToArray().Any(tag => tag.Value as string == typeof(IndexLockedException).FullName)) refused.TrySetResult();
        });
        meters.Start();
        Task<bool> next;
        using (SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write))
        {
            _workspace.Write("second.md", "The second.");
            next = reports.MoveNextAsync().AsTask();
            await refused.Task.WaitAsync(Workspace.Token);
            Assert.False(next.IsCompleted);
        }

        Assert.True(await next);
        Assert.True(await FindsAsync(knowledge, "second"));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3000)]
    public async Task ReadChanges_ManyChangesNotRead_ArePendingAsOne(int count)
    {
        using FolderWatch watch = new(_workspace.Documents, _workspace.Options.IndexPath);
        await using IAsyncEnumerator<bool> changes = watch.ReadChangesAsync(Workspace.Token).GetAsyncEnumerator(Workspace.Token);
        Assert.True(await changes.MoveNextAsync());
        for (int i = 0; i < count; i++) _workspace.Write($"{i % 50}.md", $"Line {i}.");
        Assert.InRange(watch.PendingCount, 0, 1);
        Assert.True(await changes.MoveNextAsync());
        Assert.InRange(watch.PendingCount, 0, 1);
    }

    [Fact]
    public async Task Watch_FolderRemovedAndRestored_KeepsItsDocumentsAndContinues()
    {
        _workspace.WritePages(2);
        await using KnowledgeBase knowledge = await OpenAsync();
        await using IAsyncEnumerator<IndexReport> reports = Watch(knowledge);
        Assert.True(await reports.MoveNextAsync());

        Task<bool> next = reports.MoveNextAsync().AsTask();
        string away = _workspace.At("away");
        Directory.Move(_workspace.Documents, away);
        Assert.True(await FindsAsync(knowledge, "ledger"));
        await File.WriteAllTextAsync(Path.Combine(away, "later.md"), "A lighthouse.", Workspace.Token);
        Directory.Move(away, _workspace.Documents);

        Assert.True(await next);
        Assert.Equal((1, 0), (reports.Current.Indexed, reports.Current.Removed));
        Assert.Equal(3, (await knowledge.GetStatusAsync(Workspace.Token)).Indexed);
    }

    [Fact]
    public async Task Watch_FolderReplacedByAnother_WatchesTheOther()
    {
        _workspace.WritePages(2);
        await using KnowledgeBase knowledge = await OpenAsync();
        await using IAsyncEnumerator<IndexReport> reports = Watch(knowledge);
        Assert.True(await reports.MoveNextAsync());

        Directory.Delete(_workspace.Documents, recursive: true);
        _workspace.Write("other.md", "A lighthouse.");
        do Assert.True(await reports.MoveNextAsync());
        while (!await FindsAsync(knowledge, "lighthouse"));
        _workspace.Write("third.md", "A harbour.");
        do Assert.True(await reports.MoveNextAsync());
        while (!await FindsAsync(knowledge, "harbour"));
        Assert.Equal(2, (await knowledge.GetStatusAsync(Workspace.Token)).Indexed);
    }

    [Fact]
    public async Task Index_ShouldYield_LeavesTheRemainingPassagesToTheNextRun()
    {
        const int Pages = 40, Batch = 4;
        _workspace.WritePages(Pages);
        KnowledgeBaseOptions options = _workspace.Options with { CustomEncoder = new StandInEncoder() };
        PassageEncoder encoder = PassageEncoder.Load(options.ToEncoderSettings());
        Indexer indexer = new(options.ToIngestionSettings(), () => Task.FromResult(encoder));

        IndexReport first = await IndexAsync(() => true);
        IndexReport second = await IndexAsync(() => false);

        Assert.Equal((Pages, Batch), (first.Indexed, first.Encoded));
        Assert.Equal((0, Pages - Batch), (second.Indexed, second.Encoded));

        Task<IndexReport> IndexAsync(Func<bool> shouldYield)
        {
            FolderComparison comparison = indexer.Compare(null, _workspace.Documents, new IndexOptions());
            return indexer.IndexFolderAsync(comparison, new IndexOptions(), null, null, shouldYield, Workspace.Token);
        }
    }

    /// <summary>
    /// Creates, rewrites, renames and removes files, ten thousand changes in all, and finally writes the file that is searched for.
    /// </summary>
    private void Burst()
    {
        const int Made = 4000, Rewritten = 2000, Renamed = 2000, Removed = 1999;
        string At(int i) => Path.Combine(_workspace.Documents, $"{i % 20}", $"{i}.txt");
        for (int i = 0; i < Made; i++) _workspace.Write($"{i % 20}/{i}.txt", $"Entry {i} of the ledger.");
        for (int i = 0; i < Rewritten; i++) _workspace.Write($"{i % 20}/{i}.txt", $"Entry {i} was corrected.");
        for (int i = 1000; i < 1000 + Renamed; i++) File.Move(At(i), Path.Combine(_workspace.Documents, $"{i % 20}", $"renamed{i}.txt"));
        for (int i = 0; i < Removed; i++)
            File.Delete(i < 1000 ? At(i) : Path.Combine(_workspace.Documents, $"{i % 20}", $"renamed{i}.txt"));
        _workspace.Write("last.md", "What came afterwards.");
    }

    private IAsyncEnumerator<IndexReport> Watch(KnowledgeBase knowledge) =>
        knowledge.WatchAsync(_workspace.Documents, cancellationToken: Workspace.Token).GetAsyncEnumerator(Workspace.Token);

    private Task<KnowledgeBase> OpenAsync() => _workspace.OpenAsync(_workspace.Options with { CustomEncoder = new StandInEncoder() });

    private static async Task<bool> FindsAsync(KnowledgeBase knowledge, string word) =>
        (await knowledge.QueryAsync(word, new QueryOptions { Mode = RetrievalMode.Lexical }, Workspace.Token)).Hits.Count > 0;
}
