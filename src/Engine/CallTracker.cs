namespace SearchEngine;

/// <summary>
/// Counts the calls in progress, so that what they use is freed only after the last one. Once closed, it rejects calls and cancels those
/// that may take long.
/// </summary>
internal sealed class CallTracker
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private bool _isClosed;

    /// <summary>Cancelled when this tracker is closed.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Begins a call, which ends when the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">This tracker is closed.</exception>
    public Call Begin()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(KnowledgeBase));
            _calls++;
            return new Call(this);
        }
    }

    /// <summary>Rejects further calls and waits for those in progress.</summary>
    public async Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_calls == 0) _idle.TrySetResult();
        }
        await _closing.CancelAsync().ConfigureAwait(false);
        await _idle.Task.ConfigureAwait(false);
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_calls == 0 && _isClosed) _idle.TrySetResult();
        }
    }

    /// <summary>A call in progress.</summary>
    public readonly struct Call(CallTracker calls) : IDisposable
    {
        public void Dispose() => calls.End();
    }
}
