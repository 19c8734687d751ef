using System.Text;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// PDF stores Arabic and Hebrew in visual order, from left to right. This converts a line to logical order: it is reversed, except
/// for numbers and words of other scripts.
/// </summary>
internal static class RightToLeft
{
    public static string ToLogicalOrder(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\u0590', '\u08ff') && !line.AsSpan().ContainsAnyInRange('\ufb1d', '\ufefc')) return line;
        StringBuilder text = new(line.Length);
        for (int end = line.Length; end > 0;)
        {
            int start = end - 1;
            if (IsLeftToRight(line[start]))
            {
                while (start > 0 && ContinuesLeftToRight(line, start)) start--;
            }
            text.Append(line, start, end - start);
            end = start;
        }
        // Presentation forms of letters within a word become the letters themselves.
        return text.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static bool ContinuesLeftToRight(string line, int start)
    {
        char previous = line[start - 1];
        if (IsLeftToRight(previous)) return true;
        return start > 1 && previous is ' ' or '.' or ',' or '-' && IsLeftToRight(line[start - 2]);
    }

    private static bool IsLeftToRight(char character) =>
        char.IsDigit(character) || char.IsSurrogate(character) || (char.IsLetter(character) && !IsRightToLeftLetter(character));

    private static bool IsRightToLeftLetter(char character) =>
        character is >= '\u0590' and <= '\u08ff' or >= '\ufb1d' and <= '\ufefc';
}
