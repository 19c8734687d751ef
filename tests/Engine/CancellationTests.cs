using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Engine.Tests.Models;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Reranker;

namespace SearchEngine.Engine.Tests;

/// <summary>
/// Cancels each call at every place where it calls supplied code: it must end, and release the index. The supplied code counts its calls,
/// and the n-th one cancels.
/// </summary>
public sealed class CancellationTests : IDisposable
{
    private const int Pages = 3;

    private readonly Workspace _workspace = new();

    public CancellationTests() => _workspace.WritePages(Pages);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Index_CancelledAtEveryCall_EndsAndReleasesTheIndex()
    {
        int places = await AtEveryPlaceAsync(deletesIndex: true, async (knowledge, place, stop) =>
        {
            await knowledge.IndexAsync(_workspace.Documents, new IndexOptions { Verify = true }, new Reported(place), stop);
        });
        Assert.True(places > 3 * Pages, $"{places} places");
    }

    [Fact]
    public async Task IndexDocuments_CancelledAtEveryCall_EndsAndReleasesTheIndex()
    {
        int places = await AtEveryPlaceAsync(
            deletesIndex: true,
            async (knowledge, place, stop) => await knowledge.IndexAsync("mine", Documents(place, stop), cancellationToken: stop));
        Assert.True(places > Pages, $"{places} places");

        static async IAsyncEnumerable<Document> Documents(Place place, [EnumeratorCancellation] CancellationToken stop)
        {
            for (int i = 0; i < Pages; i++)
            {
                place.Reach();
                await Task.Yield();
                stop.ThrowIfCancellationRequested();
                yield return new Document($"{i}", "", $"Number {i} of the ledger.");
            }
        }
    }

    [Fact]
    public async Task Ask_CancelledAtEveryCall_EndsAndReleasesTheIndex()
    {
        await _workspace.IndexAsync();
        int places = await AtEveryPlaceAsync(deletesIndex: false, async (knowledge, place, stop) =>
        {
            IAsyncEnumerable<AnswerUpdate> updates = knowledge.AskStreamingAsync("Which number is of the ledger?", cancellationToken: stop);
            await foreach (AnswerUpdate _ in updates) place.Reach();
        });
        Assert.True(places > 5, $"{places} places");
    }

    [Fact]
    public async Task Watch_CancelledAtEveryCall_EndsAndReleasesTheIndex()
    {
        int places = await AtEveryPlaceAsync(deletesIndex: true, async (knowledge, place, stop) =>
        {
            IndexOptions options = new() { Verify = true };
            await foreach (IndexReport _ in knowledge.WatchAsync(_workspace.Documents, options, cancellationToken: stop))
            {
                place.Reach();
                break;
            }
        });
        Assert.True(places > Pages, $"{places} places");
    }

    [Fact]
    public async Task AnyCall_CancelledBefore_DoesNothing()
    {
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        IAsyncEnumerable<Document> documents = AsyncEnumerable.Repeat(new Document("a", "", "A ledger."), 1);
        Func<Task>[] calls =
        [
            () => knowledge.QueryAsync("ledger", cancellationToken: stop.Token),
            () => knowledge.AskAsync("ledger?", cancellationToken: stop.Token),
            () => knowledge.GetAsync("docs", "page0.md", stop.Token),
            () => knowledge.GetFilesAsync(cancellationToken: stop.Token),
            () => knowledge.GetStatusAsync(stop.Token),
            () => knowledge.RemoveAsync("docs", stop.Token),
            () => knowledge.RemoveAsync("docs", "page0.md", stop.Token),
            () => knowledge.IndexAsync("mine", documents, cancellationToken: stop.Token),
            () => knowledge.Encoder.GenerateAsync(["ledger"], cancellationToken: stop.Token),
            () => knowledge.Reranker.RerankAsync("q", ["ledger"], cancellationToken: stop.Token),
        ];
        foreach (Func<Task> call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        Assert.Equal(Pages, (await knowledge.GetStatusAsync(Workspace.Token)).Indexed);
        Assert.False(knowledge.HasCollection("mine"));
    }

    /// <summary>Repeats a call, cancelled one place later each time, until it completes.</summary>
    /// <returns>The number of places.</returns>
    private async Task<int> AtEveryPlaceAsync(bool deletesIndex, Func<KnowledgeBase, Place, CancellationToken, Task> call)
    {
        for (int n = 1; ; n++)
        {
            string index = _workspace.Options.IndexPath;
            if (deletesIndex && Directory.Exists(index)) Directory.Delete(index, recursive: true);
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Workspace.Token);
            Place place = new(n, stop);
            await using (KnowledgeBase knowledge = await _workspace.OpenAsync(_workspace.Options with
            {
                Readers = DocumentReaders.Default.With(new CountedReader(place)),
                Chunker = new CountedChunker(place),
                CustomReranker = new CountedReranker(place),
                ChatClient = new CountedClient(place),
            }))
            {
                try
                {
                    await call(knowledge, place, stop.Token);
                }
                catch (OperationCanceledException) when (place.Reached)
                {
                }
            }
            SearchIndex.Open(index, IndexAccess.Write).Dispose();
            if (!place.Reached) return n - 1;
        }
    }

    private sealed class Place(int n, CancellationTokenSource stop)
    {
        private int _count;

        public bool Reached => _count >= n;

        public void Reach()
        {
            if (Interlocked.Increment(ref _count) == n) stop.Cancel();
        }
    }

    private sealed class Reported(Place place) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => place.Reach();
    }

    private sealed class CountedReader(Place place) : IDocumentReader
    {
        private readonly MarkdownReader _reader = new();

        public IReadOnlyCollection<string> Extensions => _reader.Extensions;

        public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
        {
            place.Reach();
            return _reader.Read(name, content, cancellationToken);
        }
    }

    private sealed class CountedChunker(Place place) : IChunker
    {
        private readonly StructureChunker _chunker = new();

        public string Version => _chunker.Version;

        public IReadOnlyList<Chunk> Chunk(DocumentText document)
        {
            place.Reach();
            return _chunker.Chunk(document);
        }
    }

    private sealed class CountedReranker(Place place) : IReranker
    {
        public async Task<RerankResults> RerankAsync(
            string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default)
        {
            place.Reach();
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return await new EagerReranker().RerankAsync(query, passages, budget, cancellationToken);
        }
    }

    private sealed class CountedClient(Place place) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (string word in (string[])["Number 0. ", "\"Number 0 of the harbour's ledger.\" ", "[1]"])
            {
                place.Reach();
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return new ChatResponseUpdate(ChatRole.Assistant, word);
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
