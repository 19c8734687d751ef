namespace SearchEngine.Ingestion;

/// <summary>
/// Limits the size of the files that are in memory at once: small files are read in parallel, large ones wait for each other. A file larger
/// than the whole budget is read alone.
/// </summary>
internal sealed class MemoryBudget
{
    private readonly long _total;
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _waiting = [];
    private long _free;

    /// <param name="bytes">The maximum number of bytes in memory at once.</param>
    public MemoryBudget(long bytes) => _total = _free = bytes;

    /// <summary>Waits until a file of this size may be read. Disposing the result returns its share.</summary>
    public async ValueTask<Share> AcquireAsync(long size, CancellationToken cancellation)
    {
        long requested = Math.Min(size, _total);
        TaskCompletionSource? turn = null;
        lock (_lock)
        {
            // First come, first served, so that small files cannot overtake a large one forever.
            if (_waiting.Count == 0 && requested <= _free) _free -= requested;
            else _waiting.Enqueue((requested, turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        // Cancellation ends the whole run, so the place in the queue need not be freed.
        if (turn is not null) await turn.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return new Share(this, requested);
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

    /// <summary>The part of the budget that a file takes.</summary>
    internal readonly struct Share(MemoryBudget budget, long size) : IDisposable
    {
        public void Dispose() => budget.Return(size);
    }
}
