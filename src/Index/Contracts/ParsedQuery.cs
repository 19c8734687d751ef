using System.Text;

namespace SearchEngine.Index.Contracts;

/// <summary>
/// A query, parsed once: its words, the phrases that must occur, what must not occur, and what kind of query it is.
/// </summary>
internal sealed class ParsedQuery
{
    private ParsedQuery(string original, string words, IReadOnlyList<string> phrases, IReadOnlyList<string> excluded)
    {
        Original = original;
        Words = words;
        Phrases = phrases;
        Excluded = excluded;
        Text = string.Join(' ', [words, .. phrases]).Trim();
        WordCount = CountWords(Text);
        Kind = QueryKinds.Classify(Text, WordCount);
    }

    /// <summary>The query as it was typed.</summary>
    public string Original { get; }

    /// <summary>The text outside of phrases and exclusions.</summary>
    public string Words { get; }

    /// <summary>The texts in straight double quotes, which must occur.</summary>
    public IReadOnlyList<string> Phrases { get; }

    /// <summary>The texts after a minus sign, which must not occur.</summary>
    public IReadOnlyList<string> Excluded { get; }

    /// <summary>Words and phrases without quotes and exclusions: what the query is about. May be empty.</summary>
    public string Text { get; }

    /// <summary>The number of words of <see cref="Text"/>, separated by whitespace.</summary>
    public int WordCount { get; }

    /// <summary>Whether <see cref="Text"/> is a few keywords, a statement or a question.</summary>
    public QueryKind Kind { get; }

    /// <summary>
    /// How long <see cref="Text"/> is on a scale from 0 (short) to 1 (long): see <see cref="QueryThresholds"/>.
    /// </summary>
    public float Verbosity
    {
        get
        {
            const float Range = QueryThresholds.MinLongWords - QueryThresholds.MaxShortWords;
            return Math.Clamp((WordCount - QueryThresholds.MaxShortWords) / Range, 0, 1);
        }
    }

    /// <summary>Parses a query. Every text is a valid query.</summary>
    /// <param name="query">
    /// Words, <c>"phrases"</c> and <c>-exclusions</c>. All other characters are plain text, and so are quotes and minus signs in
    /// a query longer than <see cref="QueryThresholds.MaxWordsWithOperators"/>.
    /// </param>
    public static ParsedQuery Parse(string query)
    {
        if (CountWords(query) > QueryThresholds.MaxWordsWithOperators) return new ParsedQuery(query, query, [], []);
        StringBuilder words = new(query.Length);
        List<string> phrases = [], excluded = [];
        for (int position = 0; position < query.Length;)
        {
            bool isExcluded = IsExclusion(query, position);
            int start = isExcluded ? position + 1 : position;
            int close = query[start] == '"' ? query.IndexOf('"', start + 1) : -1;
            int end = close >= 0 ? close + 1 : isExcluded ? FindEndOfWord(query, start) : position + 1;
            if (isExcluded) excluded.Add(query[start..end]);
            else if (close >= 0) phrases.Add(query[(start + 1)..close]);
            else words.Append(query[position]);
            if (isExcluded || close >= 0) words.Append(' ');
            position = end;
        }
        return new ParsedQuery(query, words.ToString(), phrases, excluded);
    }

    private static int CountWords(string text)
    {
        int words = 0;
        bool inWord = false;
        foreach (char character in text)
        {
            bool isSpace = char.IsWhiteSpace(character);
            if (!isSpace && !inWord) words++;
            inWord = !isSpace;
        }
        return words;
    }

    private static bool IsExclusion(string query, int position) => query[position] == '-'
        && (position == 0 || char.IsWhiteSpace(query[position - 1]))
        && position + 1 < query.Length
        && (query[position + 1] == '"' || char.IsLetterOrDigit(query[position + 1]));

    private static int FindEndOfWord(string query, int start)
    {
        int end = start;
        while (end < query.Length && !char.IsWhiteSpace(query[end])) end++;
        return end;
    }
}
