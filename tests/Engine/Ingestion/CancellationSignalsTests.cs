using SearchEngine.Documents.Chunking;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>Indexing that is cancelled, observed, or concurrent with other calls.</summary>
public sealed class CancellationSignalsTests : IDisposable
{
    private const int Pages = 300;

    private static readonly QueryOptions Words = new() { Mode = RetrievalMode.Lexical };

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Index_CancelledWhileReading_KeepsWhatWasWrittenAndContinuesFromThere()
    {
        const int written = 20;
        _workspace.WritePages(Pages);
        await CancelAsync(_workspace.Options, progress => progress is { Stage: IndexStage.Reading, Done: written });

        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        int kept = (await knowledge.GetStatusAsync(Workspace.Token)).Indexed;
        Assert.InRange(kept, written, Pages - 1);
        Assert.Equal(kept, (await knowledge.QueryAsync("ledger", Words with { Take = Pages }, Workspace.Token)).Hits.Count);

        IndexReport report = await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        Assert.Equal((Pages - kept, kept, Pages), (report.Indexed, report.Unchanged, report.Encoded));
        Assert.Equal(Pages, (await knowledge.GetStatusAsync(Workspace.Token)).Indexed);
    }

    [Fact]
    public async Task Index_CancelledWhileEncoding_KeepsWhatWasEncoded()
    {
        _workspace.WritePages(Pages);
        await CancelAsync(_workspace.Options, progress => progress is { Stage: IndexStage.Encoding, Done: > 0 });

        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);
        Assert.Equal((Pages, Pages), (status.Indexed, status.Passages));
        Assert.InRange(status.Encoded, 1, Pages - 1);
        Assert.Equal(Pages - status.Encoded, (await knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token)).UnembeddedChunks);

        IndexReport report = await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        Assert.Equal((0, Pages, Pages - status.Encoded), (report.Indexed, report.Unchanged, report.Encoded));
    }

    [Fact]
    public async Task Index_OtherChunkerCancelledThenTheFirstAgain_LeavesNoPassageOfTheOther()
    {
        string text = string.Join("\n\n", Enumerable.Range(0, 10).Select(i => $"Paragraph {i} tells of the harbour and its boats."));
        for (int i = 0; i < 100; i++) _workspace.Write($"long{i}.txt", text);
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        int passages = (await knowledge.GetStatusAsync(Workspace.Token)).Passages;

        await CancelAsync(
            _workspace.Options with { Chunker = new StructureChunker(8, 10) },
            progress => progress is { Stage: IndexStage.Reading, Done: 10 });
        Assert.True((await knowledge.GetStatusAsync(Workspace.Token)).Passages > passages);
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        Assert.Equal(passages, (await knowledge.GetStatusAsync(Workspace.Token)).Passages);
    }

    [Fact]
    public async Task Query_WhileEncoding_FindsByWordsAndCountsPendingPassages()
    {
        _workspace.WritePages(3);
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await using KnowledgeBase other = await _workspace.OpenAsync();
        List<Task<SearchResults>> during = [];
        ProgressProbe probe = new(progress =>
        {
            if (progress is not { Stage: IndexStage.Encoding, Done: 0 }) return;
            during.AddRange([knowledge.QueryAsync("ledger", null, Workspace.Token), other.QueryAsync("ledger", null, Workspace.Token)]);
            Task.WaitAll([.. during], Workspace.Token);
        });

        await knowledge.IndexAsync(_workspace.Documents, probe, Workspace.Token);

        Assert.Equal(2, during.Count);
        foreach (SearchResults results in await Task.WhenAll(during))
        {
            Assert.Equal((3, 3), (results.Hits.Count, results.UnembeddedChunks));
            Assert.All(results.Hits, hit => Assert.Null(hit.Passages[0].Explanation.Dense));
        }
        SearchResults after = await other.QueryAsync("ledger", cancellationToken: Workspace.Token);
        Assert.Equal(0, after.UnembeddedChunks);
        Assert.All(after.Hits, hit => Assert.NotNull(hit.Passages[0].Explanation.Dense));
    }

    [Fact]
    public async Task Index_WhileAnotherIndexes_NamesItsProcessAndSearchGoesOn()
    {
        _workspace.WritePages(3);
        await using KnowledgeBase first = await _workspace.OpenAsync();
        await using KnowledgeBase second = await _workspace.OpenAsync();
        await first.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<IndexReport> indexing = first.IndexAsync("slow", Slowly(), cancellationToken: Workspace.Token);
        await begun.Task.WaitAsync(Workspace.Token);
        IndexLockedException refused = await Assert.ThrowsAsync<IndexLockedException>(
            () => second.IndexAsync("mine", Slowly(), cancellationToken: Workspace.Token));
        int found = (await second.QueryAsync("ledger", cancellationToken: Workspace.Token)).Hits.Count;
        release.SetResult();

        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, found);
        Assert.Equal(1, (await indexing).Indexed);
        Assert.Equal("1", Assert.Single((await second.QueryAsync("sourdough", Words, Workspace.Token)).Hits).Path);

        async IAsyncEnumerable<Document> Slowly()
        {
            begun.SetResult();
            await release.Task.WaitAsync(Workspace.Token);
            yield return new Document("1", "Bread", "The sourdough rests.");
        }
    }

    private async Task CancelAsync(KnowledgeBaseOptions options, Predicate<IndexProgress> when)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Workspace.Token);
        await using KnowledgeBase knowledge = await _workspace.OpenAsync(options);
        ProgressProbe probe = new(progress =>
        {
            if (when(progress)) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => knowledge.IndexAsync(_workspace.Documents, probe, stop.Token));
        Assert.True(stop.IsCancellationRequested);
    }
}
