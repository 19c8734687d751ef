namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>
/// Takes a template apart. White space goes as transformers has it: the newline after a tag or a comment is dropped (trim_blocks), so is
/// the indentation before one (lstrip_blocks), and '-' at either end drops all there is.
/// </summary>
internal sealed class TemplateLexer
{
    private const int MaxCharacters = 1 << 20;

    private readonly string _source;
    private readonly List<TemplateToken> _tokens = [];
    private int _at;
    private int _lineAt;
    private int _line = 1;

    private TemplateLexer(string source) => _source = source;

    /// <exception cref="FormatException">A tag, string or comment has no end, or a character is not known.</exception>
    public static IReadOnlyList<TemplateToken> Read(string source)
    {
        if (source.Length > MaxCharacters)
        {
            throw TemplateError.Create(1, $"the template has {source.Length} characters; at most {MaxCharacters} are read");
        }
        string normal = source.ReplaceLineEndings("\n");
        TemplateLexer lexer = new(normal.EndsWith('\n') ? normal[..^1] : normal);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _source.Length)
        {
            int open = _at;
            while (open < _source.Length && !IsOpening(open)) open++;
            ReadText(open);
            if (open == _source.Length) break;

            char kind = _source[open + 1];
            int body = open + 2;
            if (body < _source.Length && _source[body] is '-' or '+') body++;
            if (kind == '#') ReadComment(body);
            else ReadCode(body, kind);
        }
        _at = _source.Length;
        Add(TemplateTokenKind.End, "");
    }

    private bool IsOpening(int at) => _source[at] == '{' && at + 1 < _source.Length && _source[at + 1] is '{' or '%' or '#';

    private void ReadText(int open)
    {
        ReadOnlySpan<char> text = _source.AsSpan(_at, open - _at);
        char kind = open < _source.Length ? _source[open + 1] : '\0', sign = open + 2 < _source.Length ? _source[open + 2] : '\0';
        if (kind != '\0' && sign == '-') text = text.TrimEnd();
        else if (kind is '%' or '#' && sign != '+')
        {
            int lineStart = text.LastIndexOf('\n') + 1;
            bool startsLine = lineStart > 0 || _at == 0 || _source[_at - 1] == '\n';
            if (startsLine && text[lineStart..].IsWhiteSpace()) text = text[..lineStart];
        }
        if (!text.IsEmpty) Add(TemplateTokenKind.Text, text.ToString());
        _at = open;
    }

    private void ReadComment(int body)
    {
        int end = _source.IndexOf("#}", body, StringComparison.Ordinal);
        if (end < 0) throw CreateError("a comment has no end");
        SkipClosing(end, end + 2, dropsNewline: true);
    }

    private void ReadCode(int body, char kind)
    {
        bool isPrint = kind == '{';
        string open = isPrint ? "{{" : "{%", close = isPrint ? "}}" : "%}";
        int line = GetCurrentLine();
        Add(isPrint ? TemplateTokenKind.PrintStart : TemplateTokenKind.TagStart, open);
        int depth = 0;
        for (_at = body; ;)
        {
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at])) _at++;
            if (_at == _source.Length) throw TemplateError.Create(line, $"'{open}' has no '{close}'");
            int end = _source[_at] is '-' or '+' ? _at + 1 : _at;
            if (depth == 0 && string.CompareOrdinal(_source, end, close, 0, 2) == 0)
            {
                Add(isPrint ? TemplateTokenKind.PrintEnd : TemplateTokenKind.TagEnd, close);
                SkipClosing(end, end + 2, dropsNewline: !isPrint);
                return;
            }
            TemplateToken token = ExpressionLexer.ReadToken(_source, ref _at, GetCurrentLine());
            if (token.Kind == TemplateTokenKind.Operator && token.Text is "(" or "[" or "{") depth++;
            if (token.Kind == TemplateTokenKind.Operator && token.Text is ")" or "]" or "}") depth = Math.Max(depth - 1, 0);
            _tokens.Add(token);
        }
    }

    /// <summary>Goes behind the end of a tag, a print or a comment.</summary>
    private void SkipClosing(int end, int after, bool dropsNewline)
    {
        char sign = _source[end - 1];
        _at = after;
        if (sign == '-') while (_at < _source.Length && char.IsWhiteSpace(_source[_at])) _at++;
        else if (dropsNewline && sign != '+' && _at < _source.Length && _source[_at] == '\n') _at++;
    }

    private void Add(TemplateTokenKind kind, string text) => _tokens.Add(new(kind, text, GetCurrentLine()));

    private FormatException CreateError(string reason) => TemplateError.Create(GetCurrentLine(), reason);

    private int GetCurrentLine()
    {
        _line += _source.AsSpan(_lineAt, _at - _lineAt).Count('\n');
        _lineAt = _at;
        return _line;
    }
}
