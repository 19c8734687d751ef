namespace SearchEngine.Documents;

/// <summary>What a span is trimmed of.</summary>
internal static class Whitespace
{
    /// <summary>
    /// Trims blank lines before and all blanks behind; a first line's indentation stays, since in code and lists it says something.
    /// </summary>
    public static (int Start, int End) Trim(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        int first = start;
        while (first < end && char.IsWhiteSpace(text[first])) first++;
        if (first == end) return (end, end);
        while (first > start && text[first - 1] is ' ' or '\t') first--;
        return (first, end);
    }
}
