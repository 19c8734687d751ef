namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>
/// Splits a template into tokens. White space is handled as in transformers: the newline after a tag or a comment is dropped
/// (trim_blocks), as is the indentation before one (lstrip_blocks), and '-' at either end drops all adjacent white space.
/// </summary>
internal sealed class TemplateLexer
{
    private const int MaxCharacters = 1 << 20;

    private readonly string _source;
    private readonly List<TemplateToken> _tokens = [];
    private int _position;
    private int _linePosition;
    private int _line = 1;

    private TemplateLexer(string source) => _source = source;

    /// <summary>Returns the tokens of a template.</summary>
    /// <exception cref="FormatException">
    /// A tag, string or comment is not terminated, a character is unexpected, or the template is too long.
    /// </exception>
    public static IReadOnlyList<TemplateToken> Read(string source)
    {
        if (source.Length > MaxCharacters)
        {
            throw TemplateError.Create(1, $"the template has {source.Length} characters; the maximum is {MaxCharacters}");
        }
        string normalized = source.ReplaceLineEndings("\n");
        TemplateLexer lexer = new(normalized.EndsWith('\n') ? normalized[..^1] : normalized);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_position < _source.Length)
        {
            int open = _position;
            while (open < _source.Length && !IsOpening(open)) open++;
            ReadText(open);
            if (open == _source.Length) break;

            char kind = _source[open + 1];
            int body = open + 2;
            if (body < _source.Length && _source[body] is '-' or '+') body++;
            if (kind == '#') ReadComment(body);
            else ReadCode(body, kind);
        }
        _position = _source.Length;
        Add(TemplateTokenKind.End, "");
    }

    private bool IsOpening(int position) =>
        _source[position] == '{' && position + 1 < _source.Length && _source[position + 1] is '{' or '%' or '#';

    private void ReadText(int open)
    {
        ReadOnlySpan<char> text = _source.AsSpan(_position, open - _position);
        char kind = open < _source.Length ? _source[open + 1] : '\0';
        char sign = open + 2 < _source.Length ? _source[open + 2] : '\0';
        if (kind != '\0' && sign == '-')
        {
            text = text.TrimEnd();
        }
        else if (kind is '%' or '#' && sign != '+')
        {
            int lineStart = text.LastIndexOf('\n') + 1;
            bool startsLine = lineStart > 0 || _position == 0 || _source[_position - 1] == '\n';
            if (startsLine && text[lineStart..].IsWhiteSpace()) text = text[..lineStart];
        }
        if (!text.IsEmpty) Add(TemplateTokenKind.Text, text.ToString());
        _position = open;
    }

    private void ReadComment(int body)
    {
        int end = _source.IndexOf("#}", body, StringComparison.Ordinal);
        if (end < 0) throw CreateError("a comment is not terminated");
        SkipClosing(end, end + 2, dropsNewline: true);
    }

    private void ReadCode(int body, char kind)
    {
        bool isPrint = kind == '{';
        (string open, string close) = isPrint ? ("{{", "}}") : ("{%", "%}");
        int line = GetCurrentLine();
        Add(isPrint ? TemplateTokenKind.PrintStart : TemplateTokenKind.TagStart, open);
        int depth = 0;
        for (_position = body; ;)
        {
            while (_position < _source.Length && char.IsWhiteSpace(_source[_position])) _position++;
            if (_position == _source.Length) throw TemplateError.Create(line, $"'{open}' has no '{close}'");
            int end = _source[_position] is '-' or '+' ? _position + 1 : _position;
            if (depth == 0 && string.CompareOrdinal(_source, end, close, 0, 2) == 0)
            {
                Add(isPrint ? TemplateTokenKind.PrintEnd : TemplateTokenKind.TagEnd, close);
                SkipClosing(end, end + 2, dropsNewline: !isPrint);
                return;
            }
            TemplateToken token = ExpressionLexer.ReadToken(_source, ref _position, GetCurrentLine());
            if (token.Kind == TemplateTokenKind.Operator && token.Text is "(" or "[" or "{") depth++;
            if (token.Kind == TemplateTokenKind.Operator && token.Text is ")" or "]" or "}") depth = Math.Max(depth - 1, 0);
            _tokens.Add(token);
        }
    }

    /// <summary>Moves behind the end of a tag, a print or a comment, and behind the white space that is dropped there.</summary>
    private void SkipClosing(int end, int after, bool dropsNewline)
    {
        char sign = _source[end - 1];
        _position = after;
        if (sign == '-')
        {
            while (_position < _source.Length && char.IsWhiteSpace(_source[_position])) _position++;
        }
        else if (dropsNewline && sign != '+' && _position < _source.Length && _source[_position] == '\n')
        {
            _position++;
        }
    }

    private void Add(TemplateTokenKind kind, string text) => _tokens.Add(new(kind, text, GetCurrentLine()));

    private FormatException CreateError(string reason) => TemplateError.Create(GetCurrentLine(), reason);

    private int GetCurrentLine()
    {
        _line += _source.AsSpan(_linePosition, _position - _linePosition).Count('\n');
        _linePosition = _position;
        return _line;
    }
}
