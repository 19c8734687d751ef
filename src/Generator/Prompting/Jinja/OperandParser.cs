using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses what stands between operators: a sign, a value, and the accesses, filters and tests behind it.</summary>
internal sealed class OperandParser(TokenReader reader, ExpressionParser expressions, PrimaryParser primaries)
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
        Expression first = primaries.Parse();
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

    private Step? ParsePostfix()
    {
        if (reader.TakeIf("[")) return ParseSubscript();
        if (!reader.TakeIf(".")) return null;
        TemplateToken name = reader.Peek.Kind == TokenKind.Integer ? reader.Take() : reader.Expect(TokenKind.Name, "a name");
        if (name.Kind == TokenKind.Integer) return (scope, value) => Access.Item(scope, value, long.Parse(name.Text, CultureInfo.InvariantCulture));
        return reader.Is("(") ? ParseCall(TemplateError.Known(name, "method", Methods.ByName)) : (scope, value) => Access.Attribute(scope, value, name.Text);
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
        return ParseCall(TemplateError.Known(reader.Expect(TokenKind.Name, "a filter"), "filter", ValueFilters.ByName));
    }

    private Step? ParseTest()
    {
        if (!reader.TakeIf("is")) return null;
        bool isNegated = reader.TakeIf("not");
        Operation test = TemplateError.Known(reader.Expect(TokenKind.Name, "a test"), "test", Tests.ByName);
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

    private ArgumentList ParseArgumentsIfAny() => reader.Is("(") ? primaries.ParseArguments() : ArgumentList.None;
}
