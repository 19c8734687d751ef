namespace SearchEngine.Ingestion;

/// <summary>
/// Keeps what is read at once within bounds: small files pass as they come, large ones wait for each other. A file larger than the whole budget is read alone.
/// </summary>
internal sealed class MemoryBudget
{
    private readonly long _whole;
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _waiting = [];
    private long _free;

    /// <param name="bytes">How many bytes of files may be in memory at once.</param>
    public MemoryBudget(long bytes) => _whole = _free = bytes;

    /// <summary>Waits until a file of this size may be read; what is given is returned by disposing of it.</summary>
    public async ValueTask<Share> TakeAsync(long size, CancellationToken cancellation)
    {
        long wanted = Math.Min(size, _whole);
        TaskCompletionSource? turn = null;
        lock (_lock)
        {
            // In order of asking, so that a large file is not passed by small ones for ever.
            if (_waiting.Count == 0 && wanted <= _free) _free -= wanted;
            else _waiting.Enqueue((wanted, turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        // Who is cancelled while waiting ends the whole run, so that its place in the queue need not be freed.
        if (turn is not null) await turn.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return new Share(this, wanted);
    }

    private void Return(long size)
    {
        lock (_lock)
        {
            _free += size;
            while (_waiting.TryPeek(out (long Bytes, TaskCompletionSource Turn) next) && next.Bytes <= _free)
            {
                _waiting.Dequeue();
                _free -= next.Bytes;
                next.Turn.SetResult();
            }
        }
    }

    /// <summary>A file's part of the budget.</summary>
    internal readonly struct Share(MemoryBudget budget, long size) : IDisposable
    {
        public void Dispose() => budget.Return(size);
    }
}
