using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Encodings;

/// <summary>Finds what a text says of its own encoding in its first lines: HTML's <c>charset</c>, XML's <c>encoding</c>, the comments of Python, Ruby, Emacs and TeX.</summary>
internal static partial class DeclaredEncoding
{
    private const int MaxHeadLength = 1024;

    /// <returns>The encoding declared; null where there is none or it is unknown, or is one that the text would not be readable in.</returns>
    public static Encoding? Find(ReadOnlySpan<byte> content)
    {
        string head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, MaxHeadLength)]);
        if (head.AsSpan().TrimStart() is not ['<' or '@' or '#' or '%', ..]) return null;
        Match match = Declaration().Match(head);
        Encoding? declared = match.Success ? EncodingNames.Find(match.Groups[1].Value) : null;

        // What is no UTF-8 will not become any by saying so.
        return declared is UTF8Encoding ? null : declared;
    }

    [GeneratedRegex("""(?:charset|encoding|coding)\s*[=:]\s*["']?([\w.:-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
