namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses a template: its text, prints and tags.</summary>
internal sealed class StatementParser
{
    private static readonly string[] SupportedTags = ["for", "if", "set"];

    private readonly TemplateTokenReader _reader;
    private readonly ExpressionParser _expressions;

    private StatementParser(TemplateTokenReader reader) => (_reader, _expressions) = (reader, new ExpressionParser(reader));

    /// <summary>Parses the tokens of a template.</summary>
    /// <exception cref="FormatException">The template is invalid or uses something that is not supported.</exception>
    public static Statement Parse(IReadOnlyList<TemplateToken> tokens) =>
        new StatementParser(new TemplateTokenReader(tokens)).ParseBody(default, out _);

    /// <summary>Parses statements up to and including the name of one of the given end tags.</summary>
    private Statement ParseBody(TemplateToken opening, out string endTag, params string[] endTags)
    {
        string found = "";
        Statement body = _reader.ParseNested(() =>
        {
            List<Statement> statements = [];
            while (true)
            {
                TemplateToken token = _reader.Take();
                switch (token.Kind)
                {
                    case TemplateTokenKind.Text:
                        statements.Add(CreateTextStatement(new MarkedText(token.Text, isTemplate: true)));
                        break;
                    case TemplateTokenKind.PrintStart:
                        statements.Add(ParsePrint(token.Line));
                        break;
                    case TemplateTokenKind.End when endTags.Length == 0:
                        return CreateSequence(statements);
                    case TemplateTokenKind.End:
                        throw TemplateError.Create(opening.Line, $"{opening.DisplayText} has no '{endTags[^1]}'");
                    default:
                        TemplateToken name = _reader.Expect(TemplateTokenKind.Name, "the name of a tag");
                        if (endTags.Contains(name.Text))
                        {
                            found = name.Text;
                            return CreateSequence(statements);
                        }
                        statements.Add(ParseTag(name));
                        break;
                }
            }
        });
        endTag = found;
        return body;
    }

    private static Statement CreateSequence(List<Statement> statements) => scope =>
    {
        foreach (Statement statement in statements)
        {
            scope.Spend(1);
            statement(scope);
        }
    };

    private static Statement CreateTextStatement(MarkedText text) => scope => scope.Write(text);

    private Statement ParsePrint(int line)
    {
        Expression value = _expressions.Parse();
        _reader.Expect(TemplateTokenKind.PrintEnd, "'}}'");
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
        _ => throw TemplateError.CreateUnsupported(name, "tag", SupportedTags),
    };

    private void ExpectTagEnd() => _reader.Expect(TemplateTokenKind.TagEnd, "'%}'");

    private Statement ParseIf(TemplateToken opening)
    {
        List<(int Line, Expression Condition, Statement Body)> branches = [];
        int line = opening.Line;
        string tag = "elif";
        while (tag != "endif")
        {
            bool isElse = tag == "else";
            Expression condition = isElse ? _ => true : _expressions.Parse();
            ExpectTagEnd();
            string[] endTags = isElse ? ["endif"] : ["elif", "else", "endif"];
            branches.Add((line, condition, ParseBody(opening, out tag, endTags)));
            line = _reader.Current.Line;
        }
        ExpectTagEnd();
        return scope =>
        {
            foreach ((int branchLine, Expression condition, Statement body) in branches)
            {
                scope.Line = branchLine;
                if (!Values.IsTrue(condition(scope))) continue;
                body(scope);
                return;
            }
        };
    }

    private Statement ParseSet(TemplateToken opening)
    {
        string name = _reader.Expect(TemplateTokenKind.Name, "the name of a variable").Text;
        string? attribute = _reader.TryTake(".") ? _reader.Expect(TemplateTokenKind.Name, "a name").Text : null;
        Expression value;
        if (_reader.TryTake("="))
        {
            value = _expressions.Parse();
            ExpectTagEnd();
        }
        else
        {
            ExpectTagEnd();
            Statement body = ParseBody(opening, out _, "endset");
            ExpectTagEnd();
            value = scope => scope.Capture(body);
        }
        return scope =>
        {
            scope.Line = opening.Line;
            object? result = value(scope);
            if (attribute is null) scope.SetVariable(name, result);
            else if (scope.GetVariable(name) is TemplateNamespace variables) variables[attribute] = result;
            else throw scope.CreateError($"'{name}.{attribute}' cannot be set because '{name}' is not a namespace");
        };
    }

    private Statement ParseFor(TemplateToken opening)
    {
        List<string> names = [];
        do names.Add(_reader.Expect(TemplateTokenKind.Name, "the name of a variable").Text);
        while (_reader.TryTake(","));
        _reader.Expect("in");
        Expression items = _expressions.Parse(allowConditional: false);
        Expression? condition = _reader.TryTake("if") ? _expressions.Parse() : null;
        ExpectTagEnd();
        Statement body = ParseBody(opening, out string endTag, "else", "endfor");
        ExpectTagEnd();
        Statement? elseBody = null;
        if (endTag == "else")
        {
            elseBody = ParseBody(opening, out _, "endfor");
            ExpectTagEnd();
        }
        return new ForLoop(opening.Line, names, items, condition, body, elseBody).Run;
    }
}
