using System.Text;

namespace SearchEngine.Index.Lexical;

/// <summary>What a query says: words, phrases that must occur, and words or phrases that must not.</summary>
/// <param name="Words">All that is neither phrase nor excluded, as text.</param>
/// <param name="Phrases">Texts that stood in straight double quotes.</param>
/// <param name="Excluded">Texts that had a minus sign before them.</param>
internal sealed record ParsedQuery(string Words, IReadOnlyList<string> Phrases, IReadOnlyList<string> Excluded)
{
    /// <summary>
    /// A longer query is prose, in which quotes and dashes are punctuation: whoever asks for a phrase asks briefly, and the questions of CACM that
    /// quote something have 18 words or more.
    /// </summary>
    private const int MaxWordsWithOperators = 12;

    /// <summary>What the query is about: all of it but operators and what is excluded.</summary>
    public string Text => string.Join(' ', [Words, .. Phrases]).Trim();

    /// <summary>Reads a query. Every text is a query.</summary>
    public static ParsedQuery Parse(string query)
    {
        if (IsProse(query)) return new ParsedQuery(query, [], []);
        StringBuilder words = new(query.Length);
        List<string> phrases = [], excluded = [];
        for (int at = 0; at < query.Length;)
        {
            bool minus = IsExclusion(query, at);
            int start = minus ? at + 1 : at;
            int close = query[start] == '"' ? query.IndexOf('"', start + 1) : -1;
            int end = close >= 0 ? close + 1 : minus ? FindEndOfWord(query, start) : at + 1;
            if (minus) excluded.Add(query[start..end]);
            else if (close >= 0) phrases.Add(query[(start + 1)..close]);
            else words.Append(query[at]);
            if (minus || close >= 0) words.Append(' ');
            at = end;
        }
        return new ParsedQuery(words.ToString(), phrases, excluded);
    }

    private static bool IsProse(string query)
    {
        int words = 0;
        bool inWord = false;
        foreach (char character in query)
        {
            bool blank = char.IsWhiteSpace(character);
            if (!blank && !inWord && ++words > MaxWordsWithOperators) return true;
            inWord = !blank;
        }
        return false;
    }

    private static bool IsExclusion(string query, int at) => query[at] == '-' && (at == 0 || char.IsWhiteSpace(query[at - 1]))
        && at + 1 < query.Length && (query[at + 1] == '"' || char.IsLetterOrDigit(query[at + 1]));

    private static int FindEndOfWord(string query, int start)
    {
        int end = start;
        while (end < query.Length && !char.IsWhiteSpace(query[end])) end++;
        return end;
    }
}
