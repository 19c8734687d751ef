namespace SearchEngine.Index.Contracts;

/// <summary>Another process, which the message names, has the index open for writing. It can still be opened for reading.</summary>
public sealed class IndexLockedException : IndexException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which index, and which process.</param>
    /// <param name="cause">What was caught.</param>
    public IndexLockedException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
