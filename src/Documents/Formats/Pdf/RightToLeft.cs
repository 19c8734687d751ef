using System.Text;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Arabic and Hebrew stand in a PDF as they are seen, from left to right. In reading order the line is reversed, and numbers and words of other scripts within it are not.
/// </summary>
internal static class RightToLeft
{
    public static string ToReadingOrder(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\u0590', '\u08ff') && !line.AsSpan().ContainsAnyInRange('\ufb1d', '\ufefc')) return line;
        StringBuilder text = new(line.Length);
        for (int end = line.Length; end > 0;)
        {
            int start = end - 1;
            if (IsLeftToRight(line[start]))
            {
                while (start > 0 && (IsLeftToRight(line[start - 1]) || (start > 1 && line[start - 1] is ' ' or '.' or ',' or '-' && IsLeftToRight(line[start - 2])))) start--;
            }
            text.Append(line, start, end - start);
            end = start;
        }
        // Letters in the forms that they take within a word are the letters themselves.
        return text.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static bool IsLeftToRight(char character) =>
        char.IsDigit(character) || (char.IsLetter(character) && character is not (>= '\u0590' and <= '\u08ff' or >= '\ufb1d' and <= '\ufefc')) || char.IsSurrogate(character);
}
