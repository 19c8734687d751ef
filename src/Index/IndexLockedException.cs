namespace SearchEngine.Index;

/// <summary>An index that another writer has open.</summary>
public sealed class IndexLockedException : IndexException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who writes the index, and what to do.</param>
    /// <param name="cause">What was caught.</param>
    public IndexLockedException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
