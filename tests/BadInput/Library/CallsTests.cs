using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.BadInput.Tests.Library;

/// <summary>Calls of a knowledge base at the wrong time, or with too much text.</summary>
public sealed class CallsTests : IDisposable
{
    private readonly LibraryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DisposalDuringASearch_WaitsForItAndRefusesTheNext()
    {
        (await _folder.OpenIndexedAsync()).Dispose();
        TaskCompletionSource reached = new(), released = new();
        KnowledgeBase knowledge = await _folder.OpenAsync(_ =>
        {
            reached.TrySetResult();
            return released.Task;
        });
        Task<SearchResults> search = knowledge.QueryAsync("shop", cancellationToken: LibraryFolder.Token);
        await reached.Task;

        Task closing = knowledge.DisposeAsync().AsTask();

        Assert.False(closing.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => knowledge.QueryAsync("shop", cancellationToken: LibraryFolder.Token));
        released.SetResult();
        Assert.NotEmpty((await search).Hits);
        await closing;
    }

    [Fact]
    public async Task AQuestionOfAHundredKilobytes_IsRefusedWithTheMaximum()
    {
        string question = string.Concat(Enumerable.Repeat("shop or ", 12_500));
        await using KnowledgeBase knowledge = await _folder.OpenIndexedAsync();
        using IChatClient client = knowledge.AsChatClient();
        foreach (Func<Task> ask in (Func<Task>[])
        [
            () => knowledge.AskAsync(question, cancellationToken: LibraryFolder.Token),
            () => client.GetResponseAsync(question, cancellationToken: LibraryFolder.Token),
            () => client.GetStreamingResponseAsync(question, cancellationToken: LibraryFolder.Token)
                .ToChatResponseAsync(LibraryFolder.Token),
        ])
        {
            ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(ask);
            Assert.Contains("100000 characters", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"the maximum is {AskOptions.MaxQuestionLength}", refused.Message, StringComparison.Ordinal);
        }
        // A query of that length is allowed.
        Assert.NotEmpty((await knowledge.QueryAsync(question, cancellationToken: LibraryFolder.Token)).Hits);
    }

    /// <summary>Every call of a model is awaited; tests/Engine/CancellationTests does the same at every file, passage and word.</summary>
    [Fact]
    public async Task CancellationAtEveryAwait_EndsTheCallAndLeavesTheIndexUnlocked()
    {
        int places = 0;
        for (bool reached = true; reached; places++)
        {
            if (Directory.Exists(_folder.Index)) Directory.Delete(_folder.Index, recursive: true);
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(LibraryFolder.Token);
            int calls = 0;
            await using (KnowledgeBase knowledge = await _folder.OpenAsync(async token =>
            {
                if (calls++ == places) await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
            }))
            {
                Exception? ended = await Record.ExceptionAsync(async () =>
                {
                    await knowledge.IndexAsync(_folder.Documents, cancellationToken: stop.Token);
                    await knowledge.AskAsync("When does the shop open?", new AskOptions { AlwaysAnswer = true }, stop.Token);
                });
                reached = calls > places;
                Assert.Equal(reached, ended is OperationCanceledException);
            }
            await using KnowledgeBase other = await _folder.OpenIndexedAsync();
            Assert.Equal(2, (await other.GetStatusAsync(LibraryFolder.Token)).Indexed);
        }
        Assert.True(places > 5, $"only {places} places");
    }
}
