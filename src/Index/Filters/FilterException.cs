namespace SearchEngine.Index.Filters;

/// <summary>
/// A filter cannot be parsed, or names something that the index does not have. The message says what, where, and what
/// would work.
/// </summary>
public sealed class FilterException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="filter">The filter as it was written.</param>
    /// <param name="reason">What is wrong with it, and what would work.</param>
    public FilterException(string filter, string reason) : base($"the filter '{filter}': {reason}")
    {
        Filter = filter;
        Reason = reason;
    }

    /// <summary>The filter as it was written.</summary>
    public string Filter { get; }

    /// <summary>What is wrong with it, and what would work.</summary>
    public string Reason { get; }
}
