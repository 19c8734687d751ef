using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Tests;

/// <summary>Searches of an index's last commit, each on a snapshot of its own.</summary>
internal static class SingleSearches
{
    public static IReadOnlyList<Hit> SearchWords(this SearchIndex index, string query, int count, ChunkFilter? filter = null)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return snapshot.SearchWords(query, count, filter);
    }

    public static IReadOnlyList<Hit> SearchVectors(this SearchIndex index, ReadOnlyMemory<float> query, int count, ChunkFilter? filter = null)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return snapshot.SearchVectors(query, count, filter);
    }

    public static IReadOnlyList<Hit> Search(this ILexicalIndex index, string query, int count, ChunkFilter? filter = null)
    {
        using ILexicalSnapshot snapshot = index.Snapshot();
        return snapshot.Search(query, count, filter);
    }

    public static QueryConditions Interpret(this ILexicalIndex index, string query)
    {
        using ILexicalSnapshot snapshot = index.Snapshot();
        return snapshot.Interpret(query);
    }

    public static IReadOnlyList<Hit> Search(this IVectorIndex index, ReadOnlySpan<float> query, int count, ChunkFilter? filter = null)
    {
        using IVectorSnapshot snapshot = index.Snapshot();
        return snapshot.Search(query, count, filter);
    }
}
