using SearchEngine.Documents.Chunking;

namespace SearchEngine.Search;

/// <summary>Parts a passage into what can be shown by itself: sentences of its paragraphs, items of its lists, rows of its tables.</summary>
internal static class PassageSplitter
{
    /// <summary>The parts, as offsets in <paramref name="text"/>.</summary>
    /// <param name="text">A passage.</param>
    public static List<TextSpan> Split(string text)
    {
        List<TextSpan> sentences = [];
        for (int start = 0; start < text.Length;)
        {
            int end = FindParagraphEnd(text, start);
            while (start < end)
            {
                int length = Sentences.FirstLength(text.AsSpan(start, end - start));
                AddTrimmed(text, start, start + length, sentences);
                start += length;
            }
        }
        return sentences;
    }

    /// <summary>A paragraph ends before a blank line and before a line that begins an item or a row.</summary>
    private static int FindParagraphEnd(string text, int start)
    {
        for (int line = FindNextLine(text, start); line < text.Length; line = FindNextLine(text, line))
        {
            ReadOnlySpan<char> rest = text.AsSpan(line).TrimStart(" \t");
            if (rest.IsEmpty || rest[0] is '\n' or '\r' or '|' or '#' || StartsListItem(rest)) return line;
            // A row of cells is a line of its own, as is a heading.
            if (text.AsSpan(start, line - start).Contains(" | ", StringComparison.Ordinal) || text[start] == '#') return line;
        }
        return text.Length;
    }

    private static bool StartsListItem(ReadOnlySpan<char> line)
    {
        if (line.Length > 1 && line[0] is '-' or '*' or '+' or '•' && line[1] == ' ') return true;
        int digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 4 && line.Length > digits + 1 && line[digits] is '.' or ')' && line[digits + 1] == ' ';
    }

    private static int FindNextLine(string text, int start) => text.IndexOf('\n', start) is >= 0 and int found ? found + 1 : text.Length;

    private static void AddTrimmed(string text, int start, int end, List<TextSpan> sentences)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        if (start < end) sentences.Add(new TextSpan(start, end));
    }
}
