using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses what stands between operators: a sign, a value, and the accesses, filters and tests behind it.</summary>
internal sealed class OperandParser(TemplateTokenReader reader, ExpressionParser expressions, PrimaryParser primaries)
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
        Expression operand = reader.ParseNested(ParseSigned);
        return scope => operand(scope) switch
        {
            long number => (object)(isNegative ? unchecked(-number) : number),
            double number => isNegative ? -number : number,
            var other => throw scope.CreateError($"{Values.Describe(other)} has no sign"),
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
        if (reader.TryTake("[")) return ParseSubscript();
        if (!reader.TryTake(".")) return null;
        TemplateToken name = reader.Current.Kind == TemplateTokenKind.Integer ? reader.Take() : reader.Expect(TemplateTokenKind.Name, "a name");
        if (name.Kind == TemplateTokenKind.Integer) return (scope, value) => ValueAccess.GetItem(scope, value, long.Parse(name.Text, CultureInfo.InvariantCulture));
        return reader.Is("(") ? ParseCall(TemplateError.Resolve(name, "method", BuiltInMethods.ByName)) : (scope, value) => ValueAccess.GetAttribute(scope, value, name.Text);
    }

    private Step ParseSubscript()
    {
        Expression? from = reader.Is(":") ? null : expressions.Parse(), to = null, by = null;
        if (from is not null && reader.TryTake("]")) return (scope, value) => ValueAccess.GetItem(scope, value, from(scope));
        reader.Expect(":");
        if (!reader.Is(":") && !reader.Is("]")) to = expressions.Parse();
        if (reader.TryTake(":") && !reader.Is("]")) by = expressions.Parse();
        reader.Expect("]");
        return (scope, value) => ValueAccess.Slice(scope, value, from?.Invoke(scope), to?.Invoke(scope), by?.Invoke(scope));
    }

    private Step? ParseFilter()
    {
        if (!reader.TryTake("|")) return null;
        return ParseCall(TemplateError.Resolve(reader.Expect(TemplateTokenKind.Name, "a filter"), "filter", BuiltInFilters.ByName));
    }

    private Step? ParseTest()
    {
        if (!reader.TryTake("is")) return null;
        bool isNegated = reader.TryTake("not");
        Operation test = TemplateError.Resolve(reader.Expect(TemplateTokenKind.Name, "a test"), "test", BuiltInTests.ByName);
        bool hasBareArgument = reader.Current.Kind is TemplateTokenKind.String or TemplateTokenKind.Integer or TemplateTokenKind.Float || reader.Is("[")
            || (reader.Current is { Kind: TemplateTokenKind.Name, Text: not ("and" or "or" or "not" or "if" or "else" or "in" or "is") });
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
