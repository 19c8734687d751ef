namespace SearchEngine.Index.Contracts;

/// <summary>The numbers of words that decide how a query is treated.</summary>
internal static class QueryThresholds
{
    /// <summary>
    /// A longer query is prose, where quotes and dashes are punctuation: people who ask for a phrase write short queries, and the
    /// questions of CACM that contain quotes have 18 words or more.
    /// </summary>
    public const int MaxWordsWithOperators = 12;

    /// <summary>A query of at most this many words that is not a question is a keyword query.</summary>
    public const int MaxKeywords = 8;

    /// <summary>
    /// The range over which the weight of the cross-encoder falls from that of short to that of long queries: it was trained on
    /// short ones.
    /// </summary>
    public const int MaxShortWords = 10, MinLongWords = 14;
}
