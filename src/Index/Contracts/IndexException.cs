namespace SearchEngine.Index.Contracts;

/// <summary>An index that cannot be opened, read or written. The message says what is wrong, where, and what to do.</summary>
public class IndexException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="cause">What was caught, if anything.</param>
    public IndexException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
