namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Goes through a template's tokens, and counts how deep the parser is in them: a file must not overflow the stack.</summary>
internal sealed class TokenReader(IReadOnlyList<TemplateToken> tokens)
{
    private const int MostDepth = 64;

    private int _at;
    private int _depth;

    public TemplateToken Peek => tokens[_at];

    public TemplateToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    public bool Is(string text) => Peek.Kind is TokenKind.Operator or TokenKind.Name && Peek.Text == text;

    /// <summary>Whether the token after the next is this operator or word.</summary>
    public bool IsSecond(string text) => _at + 1 < tokens.Count && tokens[_at + 1] is { Kind: TokenKind.Operator or TokenKind.Name } token && token.Text == text;

    public bool TakeIf(string text)
    {
        bool isHere = Is(text);
        if (isHere) Take();
        return isHere;
    }

    public void Expect(string text)
    {
        if (!TakeIf(text)) throw Unexpected($"'{text}'");
    }

    public TemplateToken Expect(TokenKind kind, string name) => Peek.Kind == kind ? Take() : throw Unexpected(name);

    public FormatException Unexpected(string expected) => TemplateError.At(Peek.Line, $"{expected} was expected, not {Peek.Spelling}");

    public T Deeper<T>(Func<T> parse)
    {
        if (++_depth > MostDepth) throw TemplateError.At(Peek.Line, $"it is nested more than {MostDepth} deep");
        T result = parse();
        _depth--;
        return result;
    }
}
