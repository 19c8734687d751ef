using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses operands: a sign, a value, and the accesses, filters and tests that follow it.</summary>
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

    /// <summary>Parses a value with a sign, which binds tighter than a filter: "-1 | string" is "(-1) | string".</summary>
    private Expression ParseSigned()
    {
        if (!reader.Is("-") && !reader.Is("+")) return ParseUnsigned();
        bool isNegative = reader.Take().Text == "-";
        Expression operand = reader.ParseNested(ParseSigned);
        return scope => operand(scope) switch
        {
            long number => (object)(isNegative ? unchecked(-number) : number),
            double number => isNegative ? -number : number,
            var other => throw scope.CreateError($"{Values.Describe(other)} cannot have a sign"),
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
        if (reader.Current.Kind == TemplateTokenKind.Integer)
        {
            string index = reader.Take().Text;
            return (scope, value) => ValueAccess.GetItem(scope, value, long.Parse(index, CultureInfo.InvariantCulture));
        }
        TemplateToken name = reader.Expect(TemplateTokenKind.Name, "a name");
        if (reader.Is("(")) return ParseCall(TemplateError.Resolve(name, "method", BuiltInMethods.ByName));
        return (scope, value) => ValueAccess.GetAttribute(scope, value, name.Text);
    }

    private Step ParseSubscript()
    {
        Expression? start = reader.Is(":") ? null : expressions.Parse();
        if (start is not null && reader.TryTake("]")) return (scope, value) => ValueAccess.GetItem(scope, value, start(scope));
        reader.Expect(":");
        Expression? stop = reader.Is(":") || reader.Is("]") ? null : expressions.Parse();
        Expression? step = reader.TryTake(":") && !reader.Is("]") ? expressions.Parse() : null;
        reader.Expect("]");
        return (scope, value) => ValueAccess.Slice(scope, value, start?.Invoke(scope), stop?.Invoke(scope), step?.Invoke(scope));
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
        ArgumentList arguments = IsBareArgument() ? new([ParseUnsigned()], []) : ParseOptionalArguments();
        return (scope, value) => Values.IsTrue(test(scope, value, arguments.Evaluate(scope))) != isNegated;
    }

    /// <summary>Whether the current token starts the argument of a test without parentheses, as in "x is equalto 3".</summary>
    private bool IsBareArgument() => reader.Current.Kind switch
    {
        TemplateTokenKind.String or TemplateTokenKind.Integer or TemplateTokenKind.Float => true,
        TemplateTokenKind.Name => reader.Current.Text is not ("and" or "or" or "not" or "if" or "else" or "in" or "is"),
        _ => reader.Is("["),
    };

    private Step ParseCall(Operation operation)
    {
        ArgumentList arguments = ParseOptionalArguments();
        return (scope, value) => operation(scope, value, arguments.Evaluate(scope));
    }

    private ArgumentList ParseOptionalArguments() => reader.Is("(") ? primaries.ParseArguments() : ArgumentList.Empty;
}
