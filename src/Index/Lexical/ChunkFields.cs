namespace SearchEngine.Index.Lexical;

/// <summary>Names of the fields that a chunk has in Lucene.</summary>
internal static class ChunkFields
{
    /// <summary>The chunk's id as a term, to delete by.</summary>
    public const string Key = "key";

    /// <summary>The chunk's id as a number, to return.</summary>
    public const string Id = "id";

    public const string Title = "title";

    public const string Heading = "heading";

    /// <summary>Title, headings and text together. What a chunk is about is often said only above it; one field also gives BM25 one length and one idf.</summary>
    public const string Body = "body";

    /// <summary>The fields that words are searched in.</summary>
    public static IReadOnlyList<string> SearchedFields { get; } = [Body, Title, Heading];
}
