using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Tests;

/// <summary>Searches the last commit of an index, with a new snapshot for each search.</summary>
internal static class SingleSearches
{
    public static IReadOnlyList<Hit> SearchWords(this SearchIndex index, string query, int count, ChunkFilter? filter = null)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return snapshot.SearchWords(query, count, filter);
    }

    public static IReadOnlyList<Hit> SearchVectors(
        this SearchIndex index, ReadOnlyMemory<float> query, int count, ChunkFilter? filter = null)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return snapshot.SearchVectors(query, count, filter);
    }

    public static IReadOnlyList<Hit> Search(this LexicalIndex index, string query, int count, ChunkFilter? filter = null)
    {
        ParsedQuery parsed = ParsedQuery.Parse(query);
        using LexicalSnapshot snapshot = index.Snapshot();
        return snapshot.Search(parsed, count, ChunkFilter.Intersect(filter, snapshot.MatchConditions(parsed)));
    }

    public static ChunkFilter? MatchConditions(this LexicalIndex index, string query)
    {
        using LexicalSnapshot snapshot = index.Snapshot();
        return snapshot.MatchConditions(ParsedQuery.Parse(query));
    }

    public static IReadOnlyList<Hit> Search(this IVectorIndex index, ReadOnlySpan<float> query, int count, ChunkFilter? filter = null)
    {
        using VectorSnapshotLease snapshot = index.Snapshot();
        return snapshot.Search(query, count, filter);
    }
}
