using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses what stands between operators: a literal, a variable or a call, and the accesses, filters and tests behind it.</summary>
internal sealed class OperandParser(TokenReader reader, ExpressionParser expressions)
{
    private delegate object? Step(Scope scope, object? value);

    public Expression Parse()
    {
        Expression first = ParseSigned();
        List<Step> steps = [];
        while ((ParseFilter() ?? ParseTest()) is { } step) steps.Add(step);
        return steps.Count == 0 ? first : Chain(first, steps);
    }

    /// <summary>A sign binds tighter than a filter: -1 | string is (-1) | string.</summary>
    private Expression ParseSigned()
    {
        if (!reader.Is("-") && !reader.Is("+")) return ParseUnsigned();
        bool isNegative = reader.Take().Text == "-";
        Expression operand = reader.Deeper(ParseSigned);
        return scope => operand(scope) switch
        {
            long number => (object)(isNegative ? unchecked(-number) : number),
            double number => isNegative ? -number : number,
            var other => throw scope.Error($"{Values.Describe(other)} has no sign"),
        };
    }

    private Expression ParseUnsigned()
    {
        Expression first = ParsePrimary();
        List<Step> steps = [];
        while (ParsePostfix() is { } step) steps.Add(step);
        return Chain(first, steps);
    }

    private static Expression Chain(Expression first, List<Step> steps) => scope =>
    {
        scope.Spend(1 + steps.Count);
        object? value = first(scope);
        foreach (Step step in steps) value = step(scope, value);
        return value;
    };

    private Expression ParsePrimary()
    {
        TemplateToken token = reader.Peek;
        switch (token.Kind)
        {
            case TokenKind.String: return Constant(ParseString());
            case TokenKind.Integer:
                reader.Take();
                return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long integer)
                    ? Constant(integer)
                    : throw TemplateError.At(token.Line, $"the number {token.Text} is too large");
            case TokenKind.Float: return Constant(double.Parse(reader.Take().Text, CultureInfo.InvariantCulture));
            case TokenKind.Name: return ParseName();
            case TokenKind.Operator when token.Text is "(" or "[":
                reader.Take();
                return ParseSequence(token.Text == "(" ? ")" : "]");
            case TokenKind.Operator when token.Text == "{":
                reader.Take();
                return ParseMapping();
            default: throw reader.Unexpected("an expression");
        }
    }

    private static Expression Constant(object? value) => _ => value;

    /// <summary>A string, or several in a row, which are one.</summary>
    private MarkedText ParseString()
    {
        string text = "";
        while (reader.Peek.Kind == TokenKind.String) text += reader.Take().Text;
        return new MarkedText(text, isTemplate: true);
    }

    private Expression ParseName()
    {
        TemplateToken name = reader.Take();
        switch (name.Text)
        {
            case "true" or "True": return Constant(true);
            case "false" or "False": return Constant(false);
            case "none" or "None": return Constant(null);
            case "and" or "or" or "not" or "if" or "else" or "in" or "is": throw TemplateError.At(name.Line, $"an expression was expected, not {name.Spelling}");
        }
        if (!reader.Is("(")) return scope => scope.Find(name.Text);
        Operation function = Known(name, "function", Functions.ByName);
        ArgumentList arguments = ParseArguments();
        return scope => function(scope, null, arguments.Evaluate(scope));
    }

    private static Operation Known(TemplateToken name, string kind, IReadOnlyDictionary<string, Operation> known) =>
        known.TryGetValue(name.Text, out Operation? operation) ? operation : throw TemplateError.Unknown(name, kind, known.Keys);

    /// <summary>A list, or what is in parentheses: a tuple where it has a comma.</summary>
    private Expression ParseSequence(string close)
    {
        List<Expression> items = [];
        bool hasComma = false;
        while (!reader.Is(close))
        {
            items.Add(expressions.Parse());
            if (!reader.TakeIf(",")) break;
            hasComma = true;
        }
        reader.Expect(close);
        if (close == ")" && !hasComma && items is [Expression inner]) return inner;
        return scope => items.Select(item => item(scope)).ToArray();
    }

    private Expression ParseMapping()
    {
        List<(Expression Key, Expression Value)> entries = [];
        while (!reader.Is("}"))
        {
            Expression key = expressions.Parse();
            reader.Expect(":");
            entries.Add((key, expressions.Parse()));
            if (!reader.TakeIf(",")) break;
        }
        reader.Expect("}");
        return scope =>
        {
            Dictionary<string, object?> mapping = new(StringComparer.Ordinal);
            foreach ((Expression key, Expression value) in entries) mapping[Values.ToText(scope, key(scope)).Text] = value(scope);
            return mapping;
        };
    }

    private Step? ParsePostfix()
    {
        if (reader.TakeIf("[")) return ParseSubscript();
        if (!reader.TakeIf(".")) return null;
        TemplateToken name = reader.Peek.Kind == TokenKind.Integer ? reader.Take() : reader.Expect(TokenKind.Name, "a name");
        if (name.Kind == TokenKind.Integer) return (scope, value) => Access.Item(scope, value, long.Parse(name.Text, CultureInfo.InvariantCulture));
        return reader.Is("(") ? ParseCall(Known(name, "method", Methods.ByName)) : (scope, value) => Access.Attribute(scope, value, name.Text);
    }

    private Step ParseSubscript()
    {
        Expression? from = reader.Is(":") ? null : expressions.Parse(), to = null, by = null;
        if (from is not null && reader.TakeIf("]")) return (scope, value) => Access.Item(scope, value, from(scope));
        reader.Expect(":");
        if (!reader.Is(":") && !reader.Is("]")) to = expressions.Parse();
        if (reader.TakeIf(":") && !reader.Is("]")) by = expressions.Parse();
        reader.Expect("]");
        return (scope, value) => Access.Slice(scope, value, from?.Invoke(scope), to?.Invoke(scope), by?.Invoke(scope));
    }

    private Step? ParseFilter()
    {
        if (!reader.TakeIf("|")) return null;
        return ParseCall(Known(reader.Expect(TokenKind.Name, "a filter"), "filter", Filters.ByName));
    }

    private Step? ParseTest()
    {
        if (!reader.TakeIf("is")) return null;
        bool isNegated = reader.TakeIf("not");
        Operation test = Known(reader.Expect(TokenKind.Name, "a test"), "test", Tests.ByName);
        bool hasBareArgument = reader.Peek.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Float || reader.Is("[")
            || (reader.Peek is { Kind: TokenKind.Name, Text: not ("and" or "or" or "not" or "if" or "else" or "in" or "is") });
        ArgumentList arguments = hasBareArgument ? new([ParseUnsigned()], []) : ParseArgumentsIfAny();
        return (scope, value) => Values.IsTrue(test(scope, value, arguments.Evaluate(scope))) != isNegated;
    }

    private Step ParseCall(Operation operation)
    {
        ArgumentList arguments = ParseArgumentsIfAny();
        return (scope, value) => operation(scope, value, arguments.Evaluate(scope));
    }

    private ArgumentList ParseArgumentsIfAny() => reader.Is("(") ? ParseArguments() : ArgumentList.None;

    private ArgumentList ParseArguments()
    {
        reader.Expect("(");
        List<Expression> positional = [];
        List<(string, Expression)> named = [];
        while (!reader.Is(")"))
        {
            if (reader.Peek.Kind == TokenKind.Name && reader.IsSecond("="))
            {
                string name = reader.Take().Text;
                reader.Take();
                named.Add((name, expressions.Parse()));
            }
            else
            {
                positional.Add(expressions.Parse());
            }
            if (!reader.TakeIf(",")) break;
        }
        reader.Expect(")");
        return new ArgumentList(positional, named);
    }
}
