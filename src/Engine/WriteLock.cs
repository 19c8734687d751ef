namespace SearchEngine;

/// <summary>Lets the writing calls of a knowledge base take turns: a process has one writer.</summary>
internal sealed class WriteLock(CallTracker calls)
{
    private readonly SemaphoreSlim _semaphore = new(1);

    /// <summary>Waits for the turn of a call, which ends when the lease is disposed.</summary>
    public async Task<WriteLease> AcquireAsync(CancellationToken cancellation)
    {
        CallTracker.Call call = calls.Begin();
        try
        {
            await _semaphore.WaitAsync(cancellation).ConfigureAwait(false);
            return new WriteLease(_semaphore, call, calls.Closing, cancellation);
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }
}

/// <summary>The turn of one writing call.</summary>
internal sealed class WriteLease(SemaphoreSlim semaphore, CallTracker.Call call, CancellationToken closing, CancellationToken cancellation)
    : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing);

    /// <summary>Runs <paramref name="work"/> in the background; its token is also cancelled when the knowledge base is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The knowledge base was disposed meanwhile.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await Task.Run(() => work(_stop.Token), _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ObjectDisposedException(
                nameof(KnowledgeBase), "The knowledge base was disposed while it was writing the index. What was committed is kept.");
        }
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}})"/>
    public Task<T> RunAsync<T>(Func<T> work) => RunAsync(_ => Task.FromResult(work()));

    public void Dispose()
    {
        _stop.Dispose();
        semaphore.Release();
        call.Dispose();
    }
}
