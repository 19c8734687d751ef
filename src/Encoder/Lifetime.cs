namespace SearchEngine.Encoder;

/// <summary>Lets any number of callers in at once. The end waits until the last one is out; who comes later is refused.</summary>
internal sealed class Lifetime
{
    private readonly ReaderWriterLockSlim _lock = new();
    private bool _ended;

    /// <exception cref="ObjectDisposedException">It has ended.</exception>
    public Visit Enter()
    {
        _lock.EnterReadLock();
        if (!_ended) return new Visit(_lock);
        _lock.ExitReadLock();
        throw new ObjectDisposedException(typeof(TextEncoder).FullName);
    }

    /// <summary>Waits for the callers, then frees what they used; once, however often it is called.</summary>
    public void End(Action free)
    {
        _lock.EnterWriteLock();
        try
        {
            if (_ended) return;
            _ended = true;
            free();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>A caller is inside until this is disposed.</summary>
    public readonly ref struct Visit(ReaderWriterLockSlim inside)
    {
        public void Dispose() => inside.ExitReadLock();
    }
}
