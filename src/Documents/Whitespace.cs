namespace SearchEngine.Documents;

/// <summary>Trims and collapses whitespace.</summary>
internal static class Whitespace
{
    /// <summary>
    /// Trims blank lines at the start and all whitespace at the end. The indentation of the first line is kept, because it is
    /// significant in code and lists.
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

    /// <summary>Returns the words of <paramref name="text"/> separated by single spaces.</summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
