namespace SearchEngine.Index.Contracts;

/// <summary>An index cannot be opened, read or written. The message says what is wrong, where, and what to do.</summary>
public class IndexException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The underlying error, if any.</param>
    public IndexException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
