using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Encodings;

/// <summary>
/// Finds the encoding that a text declares in its first lines: HTML's <c>charset</c>, XML's <c>encoding</c>, or the comments of
/// Python, Ruby, Emacs and TeX.
/// </summary>
internal static partial class DeclaredEncoding
{
    private const int MaxHeadLength = 1024;

    /// <returns>The declared encoding; null if there is none, it is unknown, or the text cannot be in it.</returns>
    public static Encoding? Find(ReadOnlySpan<byte> content)
    {
        string head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, MaxHeadLength)]);
        if (head.AsSpan().TrimStart() is not ['<' or '@' or '#' or '%', ..]) return null;
        Match match = Declaration().Match(head);
        Encoding? declared = match.Success ? EncodingNames.Find(match.Groups[1].Value) : null;

        // Only text that is not valid UTF-8 gets here.
        return declared is UTF8Encoding ? null : declared;
    }

    [GeneratedRegex(
        """(?:charset|encoding|coding)\s*[=:]\s*["']?([\w.:-]{2,40})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
