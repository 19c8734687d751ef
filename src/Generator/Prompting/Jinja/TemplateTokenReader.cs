namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Reads the tokens of a template. Limits the nesting depth of the parser, so that a template cannot overflow the stack.</summary>
internal sealed class TemplateTokenReader(IReadOnlyList<TemplateToken> tokens)
{
    private const int MaxDepth = 64;

    private int _position;
    private int _depth;

    public TemplateToken Current => tokens[_position];

    public TemplateToken Take() => tokens[_position < tokens.Count - 1 ? _position++ : _position];

    public bool Is(string text) => Matches(Current, text);

    /// <summary>Whether the token after the current one is this operator or word.</summary>
    public bool IsNext(string text) => _position + 1 < tokens.Count && Matches(tokens[_position + 1], text);

    public bool TryTake(string text)
    {
        bool matches = Is(text);
        if (matches) Take();
        return matches;
    }

    public void Expect(string text)
    {
        if (!TryTake(text)) throw CreateUnexpectedError($"'{text}'");
    }

    public TemplateToken Expect(TemplateTokenKind kind, string name) => Current.Kind == kind ? Take() : throw CreateUnexpectedError(name);

    public FormatException CreateUnexpectedError(string expected) =>
        TemplateError.Create(Current.Line, $"{expected} was expected, not {Current.DisplayText}");

    public T ParseNested<T>(Func<T> parse)
    {
        if (++_depth > MaxDepth) throw TemplateError.Create(Current.Line, $"the template is nested more than {MaxDepth} levels deep");
        T result = parse();
        _depth--;
        return result;
    }

    private static bool Matches(TemplateToken token, string text) =>
        token.Kind is TemplateTokenKind.Operator or TemplateTokenKind.Name && token.Text == text;
}
