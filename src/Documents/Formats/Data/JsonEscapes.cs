using System.Globalization;
using System.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Resolves JSON's <c>\u</c> escapes of characters that need no escape, because people search for <c>Łódź</c>. Escapes of control
/// characters and unpaired surrogates stay as written, so lines do not change.
/// </summary>
internal static class JsonEscapes
{
    private const int EscapeLength = 6;

    public static string Resolve(string json)
    {
        if (!json.Contains(@"\u", StringComparison.Ordinal)) return json;
        StringBuilder resolved = new(json.Length);
        ReadOnlySpan<char> rest = json;
        while (rest.IndexOf('\\') is >= 0 and int found)
        {
            resolved.Append(rest[..found]);
            rest = rest[found..];
            int first = ReadEscape(rest);
            int second = first >= 0 && char.IsHighSurrogate((char)first) ? ReadEscape(rest[EscapeLength..]) : -1;
            int length = 2;
            if (second >= 0 && char.IsLowSurrogate((char)second))
            {
                resolved.Append((char)first).Append((char)second);
                length = 2 * EscapeLength;
            }
            else if (first >= 0xa1 && !char.IsSurrogate((char)first) && !char.IsWhiteSpace((char)first))
            {
                resolved.Append((char)first);
                length = EscapeLength;
            }
            else
            {
                // An escaped backslash does not escape what follows.
                length = Math.Min(length, rest.Length);
                resolved.Append(rest[..length]);
            }
            rest = rest[length..];
        }
        return resolved.Append(rest).ToString();
    }

    /// <returns>The UTF-16 code unit of the escape at the start of <paramref name="text"/>; -1 if there is none.</returns>
    private static int ReadEscape(ReadOnlySpan<char> text)
    {
        if (text.Length < EscapeLength || text[0] != '\\' || text[1] != 'u') return -1;
        ReadOnlySpan<char> digits = text[2..EscapeLength];
        bool isValid = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit);
        return isValid ? unit : -1;
    }
}
