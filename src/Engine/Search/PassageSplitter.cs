using SearchEngine.Documents.Chunking;

namespace SearchEngine.Search;

/// <summary>Splits a passage into parts that can be shown alone: sentences of paragraphs, list items and table rows.</summary>
internal static class PassageSplitter
{
    /// <summary>Returns the parts, as offsets in <paramref name="text"/>.</summary>
    public static List<TextSpan> Split(string text)
    {
        List<TextSpan> sentences = [];
        for (int start = 0; start < text.Length;)
        {
            int end = FindParagraphEnd(text, start);
            while (start < end)
            {
                int length = Sentences.GetFirstLength(text.AsSpan(start, end - start));
                AddTrimmed(text, start, start + length, sentences);
                start += length;
            }
        }
        return sentences;
    }

    /// <summary>Returns where a paragraph ends: before a blank line, and before a line that begins a list item or a table row.</summary>
    private static int FindParagraphEnd(string text, int start)
    {
        for (int line = FindNextLine(text, start); line < text.Length; line = FindNextLine(text, line))
        {
            ReadOnlySpan<char> rest = text.AsSpan(line).TrimStart(" \t");
            if (rest.IsEmpty || rest[0] is '\n' or '\r' or '|' or '#' || StartsListItem(rest)) return line;
            // A row of cells and a heading are one line each.
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
