using System.Globalization;
using System.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Resolves JSON's <c>\u</c> escapes of characters that many programs write so although they need not: a person searches for <c>Łódź</c>. Lines stay what they are; the escapes of
/// controls, and halves of surrogate pairs, stay as written.
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
            int taken = 2;
            if (second >= 0 && char.IsLowSurrogate((char)second))
            {
                resolved.Append((char)first).Append((char)second);
                taken = 2 * EscapeLength;
            }
            else if (first >= 0xa1 && !char.IsSurrogate((char)first) && !char.IsWhiteSpace((char)first))
            {
                resolved.Append((char)first);
                taken = EscapeLength;
            }
            else
            {
                // An escaped backslash escapes nothing behind it.
                taken = Math.Min(taken, rest.Length);
                resolved.Append(rest[..taken]);
            }
            rest = rest[taken..];
        }
        return resolved.Append(rest).ToString();
    }

    /// <returns>The UTF-16 unit that an escape at the beginning stands for; -1 where there is none.</returns>
    private static int ReadEscape(ReadOnlySpan<char> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u' && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) ? unit : -1;
}
