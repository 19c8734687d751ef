namespace SearchEngine.Index.Contracts;

/// <summary>
/// Another process, named in the message, has the index open for writing. The index can still be opened for reading.
/// </summary>
public sealed class IndexLockedException : IndexException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which index is locked, and by which process.</param>
    /// <param name="innerException">The underlying error, if any.</param>
    public IndexLockedException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
