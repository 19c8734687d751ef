namespace SearchEngine.Documents.Limits;

/// <summary>
/// A thread to read documents on, with a stack that outlasts any nesting that the formats' libraries recurse over. Work that does not end in time is left behind with its thread: it
/// cannot be stopped, but nobody waits for it.
/// </summary>
internal sealed class ReadingThread
{
    private const int StackBytes = 64 << 20;

    private readonly SemaphoreSlim _given = new(0), _done = new(0);
    private volatile Action? _work;

    public ReadingThread() => new Thread(Loop, StackBytes) { IsBackground = true, Name = "reading" }.Start();

    /// <summary>Runs <paramref name="work"/> and waits for it.</summary>
    /// <param name="work">What to do; it catches its own exceptions.</param>
    /// <param name="limit">How long to wait at most.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False if it did not end in time or was cancelled: this is then of no more use.</returns>
    public bool TryRun(Action work, TimeSpan limit, CancellationToken cancellation)
    {
        _work = work;
        _given.Release();
        try
        {
            return _done.Wait(limit, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends the thread once it has nothing more to do.</summary>
    public void End()
    {
        _work = null;
        _given.Release();
    }

    private void Loop()
    {
        for (_given.Wait(); _work is { } work; _given.Wait())
        {
            work();
            _done.Release();
        }
    }
}
