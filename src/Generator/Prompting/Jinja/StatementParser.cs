namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses a template's text, prints and tags.</summary>
internal sealed class StatementParser
{
    private static readonly string[] Known = ["for", "if", "set"];

    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;

    private StatementParser(TokenReader reader) => (_reader, _expressions) = (reader, new ExpressionParser(reader));

    /// <exception cref="FormatException">The template is broken or has what is not known here.</exception>
    public static Statement Parse(IReadOnlyList<TemplateToken> tokens) => new StatementParser(new TokenReader(tokens)).ParseBody(default, out _);

    /// <summary>Statements up to one of the tags that may end them, of which the name is taken.</summary>
    private Statement ParseBody(TemplateToken opening, out string end, params string[] ends)
    {
        string ended = "";
        Statement body = _reader.Deeper(() =>
        {
            List<Statement> statements = [];
            while (true)
            {
                TemplateToken token = _reader.Take();
                switch (token.Kind)
                {
                    case TokenKind.Text: statements.Add(WriteText(new MarkedText(token.Text, isTemplate: true))); break;
                    case TokenKind.PrintStart: statements.Add(ParsePrint(token.Line)); break;
                    case TokenKind.End when ends.Length == 0: return Sequence(statements);
                    case TokenKind.End: throw TemplateError.At(opening.Line, $"{opening.Spelling} has no '{ends[^1]}'");
                    default:
                        TemplateToken name = _reader.Expect(TokenKind.Name, "the name of a tag");
                        if (ends.Contains(name.Text))
                        {
                            ended = name.Text;
                            return Sequence(statements);
                        }
                        statements.Add(ParseTag(name));
                        break;
                }
            }
        });
        end = ended;
        return body;
    }

    private static Statement Sequence(List<Statement> statements) => scope =>
    {
        foreach (Statement statement in statements)
        {
            scope.Spend(1);
            statement(scope);
        }
    };

    private static Statement WriteText(MarkedText text) => scope => scope.Write(text);

    private Statement ParsePrint(int line)
    {
        Expression value = _expressions.Parse();
        _reader.Expect(TokenKind.PrintEnd, "'}}'");
        return scope =>
        {
            scope.Line = line;
            scope.Write(Values.ToText(scope, value(scope)));
        };
    }

    private Statement ParseTag(TemplateToken name) => name.Text switch
    {
        "for" => ParseFor(name),
        "if" => ParseIf(name),
        "set" => ParseSet(name),
        _ => throw TemplateError.Unknown(name, "tag", Known),
    };

    private void EndTag() => _reader.Expect(TokenKind.TagEnd, "'%}'");

    private Statement ParseIf(TemplateToken opening)
    {
        List<(int Line, Expression Condition, Statement Body)> branches = [];
        int line = opening.Line;
        string end = "elif";
        while (end != "endif")
        {
            Expression condition = end == "elif" ? _expressions.Parse() : _ => true;
            EndTag();
            branches.Add((line, condition, end == "elif" ? ParseBody(opening, out end, "elif", "else", "endif") : ParseBody(opening, out end, "endif")));
            line = _reader.Peek.Line;
        }
        EndTag();
        return scope =>
        {
            foreach ((int at, Expression condition, Statement body) in branches)
            {
                scope.Line = at;
                if (!Values.IsTrue(condition(scope))) continue;
                body(scope);
                return;
            }
        };
    }

    private Statement ParseSet(TemplateToken opening)
    {
        string name = _reader.Expect(TokenKind.Name, "the name of a variable").Text;
        string? attribute = _reader.TakeIf(".") ? _reader.Expect(TokenKind.Name, "a name").Text : null;
        Expression value;
        if (_reader.TakeIf("="))
        {
            value = _expressions.Parse();
            EndTag();
        }
        else
        {
            EndTag();
            Statement body = ParseBody(opening, out _, "endset");
            EndTag();
            value = scope => scope.Capture(body);
        }
        return scope =>
        {
            scope.Line = opening.Line;
            object? result = value(scope);
            if (attribute is null) scope.Set(name, result);
            else if (scope.Find(name) is Variables variables) variables[attribute] = result;
            else throw scope.Error($"'{name}' is no namespace, so '{name}.{attribute}' cannot be set");
        };
    }

    private Statement ParseFor(TemplateToken opening)
    {
        List<string> names = [];
        do names.Add(_reader.Expect(TokenKind.Name, "the name of a variable").Text);
        while (_reader.TakeIf(","));
        _reader.Expect("in");
        Expression items = _expressions.Parse(allowsIf: false);
        Expression? condition = _reader.TakeIf("if") ? _expressions.Parse() : null;
        EndTag();
        Statement body = ParseBody(opening, out string end, "else", "endfor");
        EndTag();
        Statement? otherwise = null;
        if (end == "else")
        {
            otherwise = ParseBody(opening, out _, "endfor");
            EndTag();
        }
        return new ForLoop(opening.Line, names, items, condition, body, otherwise).Run;
    }
}
