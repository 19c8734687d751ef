namespace SearchEngine;

/// <summary>Counts the calls under way, so that what they use is freed only once they are done. Closed, it lets no more in and tells those that may last to end.</summary>
internal sealed class CallTracker
{
    private readonly Lock _counting = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private bool _closed;

    /// <summary>Cancelled when it closes.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Lets a call in, until what is given is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public Call Enter()
    {
        lock (_counting)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(KnowledgeBase));
            _calls++;
            return new Call(this);
        }
    }

    /// <summary>Lets no more in, and waits for those inside.</summary>
    public async Task CloseAsync()
    {
        lock (_counting)
        {
            _closed = true;
            if (_calls == 0) _idle.TrySetResult();
        }
        await _closing.CancelAsync().ConfigureAwait(false);
        await _idle.Task.ConfigureAwait(false);
    }

    private void Leave()
    {
        lock (_counting)
        {
            if (--_calls == 0 && _closed) _idle.TrySetResult();
        }
    }

    /// <summary>A call under way.</summary>
    public readonly struct Call(CallTracker gate) : IDisposable
    {
        /// <summary>The call is done.</summary>
        public void Dispose() => gate.Leave();
    }
}
