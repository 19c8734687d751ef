namespace SearchEngine.Index.Lexical;

/// <summary>The names of a chunk's fields in Lucene.</summary>
internal static class ChunkFields
{
    /// <summary>The chunk's id as a term, used for deletion.</summary>
    public const string Key = "key";

    /// <summary>The chunk's id as a number, used for hits.</summary>
    public const string Id = "id";

    public const string Title = "title";

    public const string Heading = "heading";

    /// <summary>
    /// Title, headings and text together: the subject of a chunk is often named only in its headings, and a single field gives
    /// BM25 one length and one idf for each term.
    /// </summary>
    public const string Body = "body";

    /// <summary>The fields that queries search.</summary>
    public static IReadOnlyList<string> SearchedFields { get; } = [Body, Title, Heading];
}
