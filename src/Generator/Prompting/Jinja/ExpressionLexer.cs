using System.Globalization;
using System.Text;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Reads the tokens of expressions.</summary>
internal static class ExpressionLexer
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "//", "**", .. "+-*/%~|.,:()[]{}<>=".Select(sign => sign.ToString())];

    /// <summary>Reads the token at a place, which is neither white space nor the end.</summary>
    public static TemplateToken ReadToken(string source, ref int at, int line)
    {
        char first = source[at];
        if (first is '\'' or '"') return new(TemplateTokenKind.String, ReadString(source, ref at, line), line);
        int start = at;
        if (char.IsAsciiDigit(first)) return new(ReadNumber(source, ref at), source[start..at].Replace("_", "", StringComparison.Ordinal), line);
        if (char.IsLetter(first) || first == '_')
        {
            while (at < source.Length && (char.IsLetterOrDigit(source[at]) || source[at] == '_')) at++;
            return new(TemplateTokenKind.Name, source[start..at], line);
        }
        string? found = Array.Find(Operators, sign => string.CompareOrdinal(source, start, sign, 0, sign.Length) == 0);
        if (found is null) throw TemplateError.Create(line, $"the character '{first}' is not known here");
        at += found.Length;
        return new(TemplateTokenKind.Operator, found, line);
    }

    private static TemplateTokenKind ReadNumber(string source, ref int at)
    {
        while (at < source.Length && (char.IsAsciiDigit(source[at]) || source[at] == '_')) at++;
        if (at + 1 >= source.Length || source[at] != '.' || !char.IsAsciiDigit(source[at + 1])) return TemplateTokenKind.Integer;
        at++;
        while (at < source.Length && char.IsAsciiDigit(source[at])) at++;
        return TemplateTokenKind.Float;
    }

    private static string ReadString(string source, ref int at, int line)
    {
        char quote = source[at++];
        StringBuilder text = new();
        while (at < source.Length && source[at] != quote)
        {
            if (source[at] == '\\' && at + 1 < source.Length) ReadEscape(source, ref at, text);
            else text.Append(source[at++]);
        }
        if (at == source.Length) throw TemplateError.Create(line, "a string has no end");
        at++;
        return text.ToString();
    }

    private static void ReadEscape(string source, ref int at, StringBuilder text)
    {
        char sign = source[at + 1];
        at += 2;
        int digits = sign switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && at + digits <= source.Length && ushort.TryParse(source.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, null, out ushort code))
        {
            text.Append((char)code);
            at += digits;
            return;
        }
        _ = sign switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            '\\' or '\'' or '"' => text.Append(sign),
            '\n' => text,
            // What Python does not know stays as it is.
            _ => text.Append('\\').Append(sign),
        };
    }
}
