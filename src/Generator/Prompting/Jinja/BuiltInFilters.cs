using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The filters: the names after '|'.</summary>
internal static class BuiltInFilters
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["trim"] = BuiltInMethods.ByName["strip"],
        ["length"] = Length,
        ["count"] = Length,
        ["upper"] = (scope, value, arguments) => BuiltInMethods.ByName["upper"](scope, Values.ToText(scope, value), arguments),
        ["lower"] = (scope, value, arguments) => BuiltInMethods.ByName["lower"](scope, Values.ToText(scope, value), arguments),
        ["replace"] = BuiltInMethods.ByName["replace"],
        ["items"] = BuiltInMethods.ByName["items"],
        ["join"] = Join,
        ["tojson"] = (scope, value, arguments) => PythonJsonWriter.Write(scope, value, arguments.GetInteger(2, "indent", -1)),
        ["default"] = Default,
        ["d"] = Default,
        ["first"] = (scope, value, _) => Values.ToItems(scope, value) is [var first, ..] ? first : new Undefined("first"),
        ["last"] = (scope, value, _) => Values.ToItems(scope, value) is [.., var last] ? last : new Undefined("last"),
        ["list"] = (scope, value, _) => Values.ToItems(scope, value),
        ["reverse"] = (scope, value, _) => Values.ToItems(scope, value).Reverse().ToArray(),
        ["string"] = (scope, value, _) => Values.ToText(scope, value),
        ["int"] = ToInteger,
        ["selectattr"] = (scope, value, arguments) => Select(scope, value, arguments, keepPassing: true),
        ["rejectattr"] = (scope, value, arguments) => Select(scope, value, arguments, keepPassing: false),
    };

    private static object? Length(Scope scope, object? value, Arguments arguments) => value switch
    {
        MarkedText text => (long)text.Length,
        object?[] list => (long)list.Length,
        Undefined => 0L,
        IReadOnlyDictionary<string, object?> mapping and not TemplateNamespace => (long)mapping.Count,
        _ => throw scope.CreateError($"{Values.Describe(value)} has no length"),
    };

    private static object? Default(Scope scope, object? value, Arguments arguments) =>
        value is Undefined || (Values.IsTrue(arguments.GetOrNull(1, "boolean")) && !Values.IsTrue(value))
            ? arguments.GetOrNull(0, "default_value") ?? MarkedText.Empty
            : value;

    private static object? Join(Scope scope, object? value, Arguments arguments)
    {
        MarkedText separator = arguments.GetTextOrNull(0, "d") ?? MarkedText.Empty;
        MarkedText.Builder builder = new();
        foreach ((int i, object? item) in Values.ToItems(scope, value).Index())
        {
            MarkedText text = Values.ToText(scope, item);
            scope.Spend(text.Length + (long)separator.Length);
            if (i > 0) builder.Append(separator);
            builder.Append(text);
        }
        return builder.ToText();
    }

    private static object? ToInteger(Scope scope, object? value, Arguments arguments) => value switch
    {
        long => value,
        bool boolean => boolean ? 1L : 0L,
        double number when Math.Abs(number) < 1e18 => (long)number,
        MarkedText text when long.TryParse(text.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) => number,
        _ => arguments.GetInteger(0, "default", 0),
    };

    /// <summary>Returns the items whose attribute passes the given test, or is true if no test is given.</summary>
    private static object?[] Select(Scope scope, object? value, Arguments arguments, bool keepPassing)
    {
        string name = arguments.GetRequiredText(0, "attribute").Text;
        string? test = arguments.GetTextOrNull(1, "test")?.Text;
        if (test is not null && !BuiltInTests.ByName.ContainsKey(test))
        {
            string supported = string.Join(", ", BuiltInTests.ByName.Keys);
            throw scope.CreateError($"'{test}' is not a supported test; supported are {supported}");
        }
        Arguments testArguments = new(scope, [arguments.GetOrNull(2, "value")], []);
        return [.. Values.ToItems(scope, value).Where(item => Passes(item) == keepPassing)];

        bool Passes(object? item)
        {
            object? attribute = ValueAccess.GetAttribute(scope, item, name);
            return Values.IsTrue(test is null ? attribute : BuiltInTests.ByName[test](scope, attribute, testArguments));
        }
    }
}
