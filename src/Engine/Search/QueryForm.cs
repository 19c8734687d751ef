using System.Collections.Frozen;

namespace SearchEngine.Search;

/// <summary>How a query is put: what serves a question does harm to a few keywords, and the other way round.</summary>
internal static class QueryForm
{
    private static readonly FrozenSet<string> Openers = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "what", "who", "whom", "whose", "when", "where", "which", "why", "how", "is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will", "has", "have", "had");

    private const int FewWords = 8;

    /// <summary>Whether it is no more than a few keywords, which leave much unsaid.</summary>
    public static bool IsFewKeywords(string query) => !IsQuestion(query) && Words(query) <= FewWords;

    /// <summary>How many words it has, as blanks part them.</summary>
    public static int Words(string query) => query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Whether it asks: it ends with a question mark, or opens as English questions do.</summary>
    public static bool IsQuestion(string query)
    {
        ReadOnlySpan<char> text = query.AsSpan().Trim();
        if (text.EndsWith("?") || text.EndsWith("？")) return true;
        int end = text.IndexOfAny(" \t\n'’");
        return Openers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? text : text[..end]);
    }
}
