using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>What stands behind '|'.</summary>
internal static class ValueFilters
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["trim"] = Methods.ByName["strip"],
        ["length"] = Length,
        ["count"] = Length,
        ["upper"] = (scope, value, arguments) => Methods.ByName["upper"](scope, Values.ToText(scope, value), arguments),
        ["lower"] = (scope, value, arguments) => Methods.ByName["lower"](scope, Values.ToText(scope, value), arguments),
        ["replace"] = Methods.ByName["replace"],
        ["items"] = Methods.ByName["items"],
        ["join"] = Join,
        ["tojson"] = (scope, value, arguments) => JsonText.Write(scope, value, arguments.FindInteger(2, "indent", -1)),
        ["default"] = Default,
        ["d"] = Default,
        ["first"] = (scope, value, _) => Values.Items(scope, value) is [var first, ..] ? first : new Undefined("first"),
        ["last"] = (scope, value, _) => Values.Items(scope, value) is [.., var last] ? last : new Undefined("last"),
        ["list"] = (scope, value, _) => Values.Items(scope, value),
        ["reverse"] = (scope, value, _) => Values.Items(scope, value).Reverse().ToArray(),
        ["string"] = (scope, value, _) => Values.ToText(scope, value),
        ["int"] = ToInteger,
        ["selectattr"] = (scope, value, arguments) => Select(scope, value, arguments, wanted: true),
        ["rejectattr"] = (scope, value, arguments) => Select(scope, value, arguments, wanted: false),
    };

    private static object? Length(Scope scope, object? value, Arguments arguments) => value switch
    {
        MarkedText text => (long)text.Length,
        object?[] list => (long)list.Length,
        Undefined => 0L,
        IReadOnlyDictionary<string, object?> mapping and not Variables => (long)mapping.Count,
        _ => throw scope.Error($"{Values.Describe(value)} has no length"),
    };

    private static object? Default(Scope scope, object? value, Arguments arguments) =>
        value is Undefined || (Values.IsTrue(arguments.Find(1, "boolean")) && !Values.IsTrue(value)) ? arguments.Find(0, "default_value") ?? MarkedText.Empty : value;

    private static object? Join(Scope scope, object? value, Arguments arguments)
    {
        MarkedText between = arguments.FindText(0, "d") ?? MarkedText.Empty;
        MarkedText.Builder builder = new();
        foreach ((int i, object? item) in Values.Items(scope, value).Index())
        {
            MarkedText text = Values.ToText(scope, item);
            scope.Spend(text.Length + (long)between.Length);
            if (i > 0) builder.Append(between);
            builder.Append(text);
        }
        return builder.ToText();
    }

    private static object? ToInteger(Scope scope, object? value, Arguments arguments) => value switch
    {
        long => value,
        bool truth => truth ? 1L : 0L,
        double number when Math.Abs(number) < 1e18 => (long)number,
        MarkedText text when long.TryParse(text.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) => number,
        _ => arguments.FindInteger(0, "default", 0),
    };

    /// <summary>Those items of which an attribute passes a test, or is true where there is none.</summary>
    private static object?[] Select(Scope scope, object? value, Arguments arguments, bool wanted)
    {
        string name = arguments.NeedText(0, "attribute").Text;
        string? test = arguments.FindText(1, "test")?.Text;
        if (test is not null && !Tests.ByName.ContainsKey(test)) throw scope.Error($"the test '{test}' is not known here; known are {string.Join(", ", Tests.ByName.Keys)}");
        Arguments rest = new(scope, [arguments.Find(2, "value")], []);
        return [.. Values.Items(scope, value).Where(item => Values.IsTrue(Passes(Access.Attribute(scope, item, name))) == wanted)];

        object? Passes(object? attribute) => test is null ? attribute : Tests.ByName[test](scope, attribute, rest);
    }
}
