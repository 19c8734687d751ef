using System.Globalization;
using System.Text;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Reads the tokens of expressions.</summary>
internal static class ExpressionLexer
{
    // Longest first: "==" must not be read as "=" twice.
    private static readonly string[] Operators =
    [
        "==", "!=", "<=", ">=", "//", "**",
        .. "+-*/%~|.,:()[]{}<>=".Select(character => character.ToString()),
    ];

    /// <summary>Reads the token at a position that is neither white space nor the end, and moves the position behind it.</summary>
    public static TemplateToken ReadToken(string source, ref int position, int line)
    {
        char first = source[position];
        if (first is '\'' or '"') return new(TemplateTokenKind.String, ReadString(source, ref position, line), line);
        int start = position;
        if (char.IsAsciiDigit(first))
        {
            TemplateTokenKind kind = ReadNumber(source, ref position);
            return new(kind, source[start..position].Replace("_", "", StringComparison.Ordinal), line);
        }
        if (char.IsLetter(first) || first == '_')
        {
            while (position < source.Length && (char.IsLetterOrDigit(source[position]) || source[position] == '_')) position++;
            return new(TemplateTokenKind.Name, source[start..position], line);
        }
        string? symbol = Array.Find(Operators, symbol => string.CompareOrdinal(source, start, symbol, 0, symbol.Length) == 0);
        if (symbol is null) throw TemplateError.Create(line, $"unexpected character '{first}'");
        position += symbol.Length;
        return new(TemplateTokenKind.Operator, symbol, line);
    }

    private static TemplateTokenKind ReadNumber(string source, ref int position)
    {
        while (position < source.Length && (char.IsAsciiDigit(source[position]) || source[position] == '_')) position++;
        bool hasFraction = position + 1 < source.Length && source[position] == '.' && char.IsAsciiDigit(source[position + 1]);
        if (!hasFraction) return TemplateTokenKind.Integer;
        position++;
        while (position < source.Length && char.IsAsciiDigit(source[position])) position++;
        return TemplateTokenKind.Float;
    }

    private static string ReadString(string source, ref int position, int line)
    {
        char quote = source[position++];
        StringBuilder text = new();
        while (position < source.Length && source[position] != quote)
        {
            if (source[position] == '\\' && position + 1 < source.Length) ReadEscape(source, ref position, text);
            else text.Append(source[position++]);
        }
        if (position == source.Length) throw TemplateError.Create(line, "a string is not terminated");
        position++;
        return text.ToString();
    }

    private static void ReadEscape(string source, ref int position, StringBuilder text)
    {
        char escape = source[position + 1];
        position += 2;
        int digits = escape switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0
            && position + digits <= source.Length
            && ushort.TryParse(source.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, null, out ushort code))
        {
            text.Append((char)code);
            position += digits;
            return;
        }
        _ = escape switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            '\\' or '\'' or '"' => text.Append(escape),
            '\n' => text,
            // As in Python, an unknown escape sequence keeps its backslash.
            _ => text.Append('\\').Append(escape),
        };
    }
}
