namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Goes through a template's tokens, and counts how deep the parser is in them: a file must not overflow the stack.</summary>
internal sealed class TemplateTokenReader(IReadOnlyList<TemplateToken> tokens)
{
    private const int MaxDepth = 64;

    private int _at;
    private int _depth;

    public TemplateToken Current => tokens[_at];

    public TemplateToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    public bool Is(string text) => Current.Kind is TemplateTokenKind.Operator or TemplateTokenKind.Name && Current.Text == text;

    /// <summary>Whether the token after the next is this operator or word.</summary>
    public bool IsNext(string text) =>
        _at + 1 < tokens.Count && tokens[_at + 1] is
        {
            Kind: TemplateTokenKind.Operator or TemplateTokenKind.Name
        } token && token.Text == text;

    public bool TryTake(string text)
    {
        bool isHere = Is(text);
        if (isHere) Take();
        return isHere;
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
        if (++_depth > MaxDepth) throw TemplateError.Create(Current.Line, $"it is nested more than {MaxDepth} deep");
        T result = parse();
        _depth--;
        return result;
    }
}
