namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The tests: the names after 'is'.</summary>
internal static class BuiltInTests
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["defined"] = (_, value, _) => value is not Undefined,
        ["undefined"] = (_, value, _) => value is Undefined,
        ["none"] = (_, value, _) => value is null,
        ["string"] = (_, value, _) => value is MarkedText,
        ["number"] = (_, value, _) => value is long or double or bool,
        ["integer"] = (_, value, _) => value is long,
        ["float"] = (_, value, _) => value is double,
        ["boolean"] = (_, value, _) => value is bool,
        ["true"] = (_, value, _) => value is true,
        ["false"] = (_, value, _) => value is false,
        ["mapping"] = (_, value, _) => value is Dictionary<string, object?> and not TemplateNamespace,
        ["sequence"] = IsIterable,
        ["iterable"] = IsIterable,
        ["even"] = (scope, value, _) => RequireInteger(scope, value) % 2 == 0,
        ["odd"] = (scope, value, _) => RequireInteger(scope, value) % 2 != 0,
        ["in"] = (scope, value, arguments) => Operators.Apply(scope, "in", value, arguments.GetRequired(0, "seq")),
        ["equalto"] = IsEqual,
        ["eq"] = IsEqual,
        ["=="] = IsEqual,
        ["ne"] = (scope, value, arguments) => !Values.AreEqual(scope, value, arguments.GetRequired(0, "other")),
    };

    private static object? IsIterable(Scope scope, object? value, Arguments arguments) =>
        value is MarkedText or object?[] or Undefined or (Dictionary<string, object?> and not TemplateNamespace);

    private static long RequireInteger(Scope scope, object? value) =>
        value as long? ?? throw scope.CreateError($"{Values.Describe(value)} is neither even nor odd");

    private static object? IsEqual(Scope scope, object? value, Arguments arguments) =>
        Values.AreEqual(scope, value, arguments.GetRequired(0, "other"));
}
