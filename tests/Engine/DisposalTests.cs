using SearchEngine.Engine.Tests.Models;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests;

/// <summary>Disposing a knowledge base while calls are in progress.</summary>
public sealed class DisposalTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Dispose_DuringASearch_WaitsForIt()
    {
        _workspace.WritePages(3);
        await _workspace.IndexAsync();
        HeldReranker held = new();
        KnowledgeBase knowledge = await _workspace.OpenAsync(_workspace.Options with { CustomReranker = held });
        Task<SearchResults> search = knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token);
        await held.Reached;

        Task closing = knowledge.DisposeAsync().AsTask();

        Assert.False(closing.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token));
        held.Release();
        Assert.Equal(3, (await search).Hits.Count);
        await closing;
    }

    [Fact]
    public async Task Dispose_DuringIndexing_CancelsItAndReleasesTheIndex()
    {
        KnowledgeBase knowledge = await _workspace.OpenAsync();
        TaskCompletionSource begun = new();
        Task<IndexReport> indexing = knowledge.IndexAsync("mine", Endless(), cancellationToken: Workspace.Token);
        await begun.Task;

        await knowledge.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => indexing);
        SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write).Dispose();

        async IAsyncEnumerable<Document> Endless()
        {
            for (int i = 0; !Workspace.Token.IsCancellationRequested; i++)
            {
                yield return new Document($"{i}", "", $"Number {i} of the ledger.");
                begun.TrySetResult();
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Dispose_Twice_DoesNothingMore()
    {
        KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.DisposeAsync();
        await knowledge.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => knowledge.GetStatusAsync(Workspace.Token));
    }

    [Fact]
    public async Task Index_TwiceAtOnce_TakesTurns()
    {
        _workspace.WritePages(3);
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        Task<IndexReport> first = knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        IAsyncEnumerable<Document> documents = AsyncEnumerable.Repeat(new Document("a", "", "A ledger."), 1);
        Task<IndexReport> second = knowledge.IndexAsync("mine", documents, cancellationToken: Workspace.Token);
        Assert.Equal((3, 1), ((await first).Indexed, (await second).Indexed));
    }

    private sealed class HeldReranker : IReranker
    {
        private readonly TaskCompletionSource _reached = new(), _released = new();

        public Task Reached => _reached.Task;

        public void Release() => _released.SetResult();

        public async Task<RerankResults> RerankAsync(
            string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default)
        {
            _reached.TrySetResult();
            await _released.Task.WaitAsync(cancellationToken);
            return await new EagerReranker().RerankAsync(query, passages, budget, cancellationToken);
        }
    }
}
