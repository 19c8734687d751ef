namespace SearchEngine.Documents.Limits;

/// <summary>
/// A thread for reading documents, with a stack for the deepest recursion of the formats' libraries. Work that does not finish in
/// time is abandoned together with its thread, because a thread cannot be stopped.
/// </summary>
internal sealed class ReadingThread
{
    private const int StackBytes = 64 << 20;

    private readonly SemaphoreSlim _workReady = new(0), _workDone = new(0);
    private volatile Action? _work;

    public ReadingThread() => new Thread(Loop, StackBytes) { IsBackground = true, Name = "reading" }.Start();

    /// <summary>Runs <paramref name="work"/> and waits for it.</summary>
    /// <param name="work">The work; it must catch its own exceptions.</param>
    /// <param name="limit">The maximum time to wait.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <returns>False if the work did not finish in time or was cancelled; the thread must not be used again.</returns>
    public bool TryRun(Action work, TimeSpan limit, CancellationToken cancellation)
    {
        _work = work;
        _workReady.Release();
        try
        {
            return _workDone.Wait(limit, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends the thread after its current work.</summary>
    public void End()
    {
        _work = null;
        _workReady.Release();
    }

    private void Loop()
    {
        for (_workReady.Wait(); _work is { } work; _workReady.Wait())
        {
            work();
            _workDone.Release();
        }
    }
}
