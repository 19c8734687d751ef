using System.Collections.Frozen;

namespace SearchEngine.Index.Contracts;

/// <summary>The kind of a query. What helps questions harms a few keywords, and the other way round.</summary>
internal enum QueryKind
{
    /// <summary>A few words that are not a question.</summary>
    Keywords,

    /// <summary>A longer text that is not a question.</summary>
    Statement,

    /// <summary>A text that ends with a question mark or begins as English questions do.</summary>
    Question,
}

/// <summary>Classifies queries.</summary>
internal static class QueryKinds
{
    private static readonly FrozenSet<string> QuestionWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["what", "who", "whom", "whose", "when", "where", "which", "why", "how",
         "is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will", "has", "have", "had"]);

    public static QueryKind Classify(string text, int wordCount)
    {
        if (IsQuestion(text)) return QueryKind.Question;
        return wordCount <= QueryThresholds.MaxKeywords ? QueryKind.Keywords : QueryKind.Statement;
    }

    private static bool IsQuestion(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.EndsWith("?") || text.EndsWith("？")) return true;
        int end = text.IndexOfAny(" \t\n'’");
        ReadOnlySpan<char> firstWord = end < 0 ? text : text[..end];
        return QuestionWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(firstWord);
    }
}
