using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>
/// Translates an Oniguruma pattern (Ruby dialect), as used in tokenizer.json, to an equivalent .NET pattern. Constructs with the same
/// spelling and meaning are copied; .NET rejects what it does not know.
/// </summary>
internal sealed class OnigurumaTranslator
{
    // \w: alphabetic characters, marks, decimal digits and connectors. .NET's \w has fewer.
    private const string WordCharacters = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9";
    private const string Word = $"[{WordCharacters}]";

    private static readonly string[] GroupOpenings = ["(?:", "(?=", "(?!", "(?>", "(?<=", "(?<!", "(?<"];

    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private readonly Stack<Group> _groups = new();
    private int _at;

    // Start in the output of the atom to which a quantifier would apply.
    private int _atom;

    private OnigurumaTranslator(string pattern) => _pattern = pattern;

    /// <summary>Translates a pattern.</summary>
    /// <exception cref="FormatException">The pattern contains something that .NET cannot express.</exception>
    public static string ToDotNet(string pattern) => new OnigurumaTranslator(pattern).Translate();

    private string Translate()
    {
        _groups.Push(default);
        while (_at < _pattern.Length)
        {
            switch (_pattern[_at])
            {
                case '\\': TranslateEscape(); break;
                case '[': TranslateCharacterClass(); break;
                case '(': OpenGroup(); break;
                case ')': CloseGroup(); break;
                case '*' or '+' or '?': Quantify(_pattern[_at++].ToString()); break;
                case '{' when TryReadBounds(out string bounds): Quantify(bounds); break;
                default: TranslateLiteral(); break;
            }
        }
        if (_groups.Count > 1) throw new FormatException("a parenthesis is not closed");
        return _output.Append(')', _groups.Pop().OpenOptions).ToString();
    }

    private void TranslateLiteral()
    {
        if (char.IsSurrogate(_pattern[_at])) throw new FormatException("it contains a character beyond U+FFFF, which .NET treats as two");
        Emit(_pattern[_at++].ToString());
    }

    private void Emit(string atom)
    {
        _atom = _output.Length;
        _output.Append(atom);
    }

    private void TranslateEscape()
    {
        string escape = ReadEscape();
        Emit(escape switch
        {
            @"\w" => Word,
            @"\W" => $"[^{WordCharacters}]",
            @"\b" => $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))",
            @"\B" => $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))",
            [_, (>= '1' and <= '9') or 'k'] => throw new FormatException($"it contains the back-reference {escape}"),
            _ => escape,
        });
    }

    /// <summary>Reads an escape and converts hexadecimal digits to .NET's form; what follows \p is copied.</summary>
    private string ReadEscape()
    {
        if (_at + 1 == _pattern.Length) throw new FormatException(@"it ends with a \");
        string escape = _pattern.Substring(_at, 2);
        _at += 2;
        if (char.IsSurrogate(escape[1])) throw new FormatException("it contains a character beyond U+FFFF, which .NET treats as two");
        if (escape is @"\p" or @"\P" && _at < _pattern.Length && _pattern[_at] == '{')
        {
            int end = _pattern.IndexOf('}', _at) + 1;
            if (end == 0) throw new FormatException($"{escape}{{ is not closed");
            string name = _pattern[_at..end];
            _at = end;
            return name.StartsWith("{^", StringComparison.Ordinal) ? $"{(escape is @"\p" ? @"\P" : @"\p")}{{{name[2..]}" : escape + name;
        }
        if (escape is @"\x" && _at < _pattern.Length && _pattern[_at] == '{')
        {
            int end = Math.Max(_at, _pattern.IndexOf('}', _at));
            bool isNumber = int.TryParse(
                _pattern.AsSpan((_at + 1)..Math.Max(end, _at + 1)),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out int value);
            if (!isNumber || value is < 0 or > 0xFFFF)
                throw new FormatException(@"it contains a \x{} whose value is not a number up to FFFF");
            _at = end + 1;
            return $@"\u{value:X4}";
        }
        return escape;
    }

    private void TranslateCharacterClass()
    {
        StringBuilder set = new("[");
        _at++;
        if (_at < _pattern.Length && _pattern[_at] == '^') set.Append(_pattern[_at++]);
        while (true)
        {
            if (_at == _pattern.Length) throw new FormatException("a bracket is not closed");
            char next = _pattern[_at];
            if (next == ']') break;
            if (next == '[' || _pattern.AsSpan(_at).StartsWith("&&")) throw new FormatException("it contains nested character classes");
            if (char.IsSurrogate(next)) throw new FormatException("it contains a character beyond U+FFFF, which .NET treats as two");
            if (next != '\\')
            {
                set.Append(next);
                _at++;
                continue;
            }
            string escape = ReadEscape();
            set.Append(escape switch
            {
                @"\w" => WordCharacters,
                @"\W" => throw new FormatException(@"it contains \W in a character class"),
                _ => escape,
            });
        }
        _at++;
        Emit(set.Append(']').ToString());
    }

    private void OpenGroup()
    {
        int start = _output.Length, options = _at + 2, end = options;
        if (_pattern.AsSpan(_at).StartsWith("(?"))
        {
            while (end < _pattern.Length && _pattern[end] is 'i' or 'm' or '-') end++;
        }
        if (end > options)
        {
            OpenOptions(end);
            return;
        }
        string opening = GroupOpenings.FirstOrDefault(candidate => _pattern.AsSpan(_at).StartsWith(candidate), "(");
        if (opening == "(" && _pattern.AsSpan(_at).StartsWith("(?")) throw new FormatException("it contains an unsupported kind of group");
        _output.Append(opening);
        _at += opening.Length;
        _groups.Push(new Group(start, 0));
    }

    // In Oniguruma, m makes the dot match line breaks, which is s in .NET; and options in parentheses of their own apply to the end of the
    // enclosing group, including alternatives.
    private void OpenOptions(int end)
    {
        if (end == _pattern.Length || _pattern[end] is not (':' or ')')) throw new FormatException("it contains unsupported options");
        int start = _output.Length;
        _output.Append(_pattern[_at..end].Replace('m', 's')).Append(':');
        if (_pattern[end] == ':') _groups.Push(new Group(start, 0));
        else _groups.Push(_groups.Pop().WithOptions());
        _at = end + 1;
        _atom = _output.Length;
    }

    private void CloseGroup()
    {
        _at++;
        Group group = _groups.Pop();
        if (_groups.Count == 0) throw new FormatException("there is an unmatched closing parenthesis");
        _output.Append(')', group.OpenOptions + 1);
        _atom = group.Start;
    }

    private bool TryReadBounds(out string bounds)
    {
        bounds = "";
        int end = _at + 1;
        while (end < _pattern.Length && (char.IsAsciiDigit(_pattern[end]) || _pattern[end] == ',')) end++;
        if (end == _at + 1 || end == _pattern.Length || _pattern[end] != '}') return false;
        bounds = _pattern[_at..(end + 1)].Replace("{,", "{0,", StringComparison.Ordinal);
        _at = end + 1;
        return true;
    }

    /// <summary>Appends a quantifier; a trailing + makes it possessive.</summary>
    private void Quantify(string quantifier)
    {
        bool isFollowedByPlus = _at < _pattern.Length && _pattern[_at] == '+';
        if (isFollowedByPlus)
        {
            // {1,2}+ is a repeated repetition, not a possessive quantifier.
            bool isPossessive = quantifier.Length == 1;
            _at++;
            _output.Insert(_atom, isPossessive ? "(?>" : "(?:").Append(quantifier).Append(isPossessive ? ")" : ")+");
            return;
        }
        _output.Append(quantifier);
        if (_at < _pattern.Length && _pattern[_at] == '?') _output.Append(_pattern[_at++]);
    }

    /// <summary>A group that is still open.</summary>
    /// <param name="Start">Start of the group in the output.</param>
    /// <param name="OpenOptions">Number of option groups to close with this group.</param>
    private readonly record struct Group(int Start, int OpenOptions)
    {
        public Group WithOptions() => this with { OpenOptions = OpenOptions + 1 };
    }
}
