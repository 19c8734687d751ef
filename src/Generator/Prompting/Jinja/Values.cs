using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Operations on values, with the semantics of Python.</summary>
internal static class Values
{
    private const int MaxDepth = 64;

    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined or false or 0L or 0.0 => false,
        MarkedText text => text.Length > 0,
        object?[] list => list.Length > 0,
        IReadOnlyDictionary<string, object?> mapping => mapping.Count > 0,
        _ => true,
    };

    public static bool AreEqual(Scope scope, object? a, object? b) => AreEqual(scope, a, b, MaxDepth);

    /// <summary>Returns a value as a template prints it.</summary>
    public static MarkedText ToText(Scope scope, object? value) => value switch
    {
        MarkedText text => text,
        Undefined => MarkedText.Empty,
        null => new("None", isTemplate: true),
        bool boolean => new(boolean ? "True" : "False", isTemplate: true),
        long number => new(number.ToString(CultureInfo.InvariantCulture), isTemplate: true),
        double number => new(FormatDouble(number), isTemplate: true),
        _ => throw scope.CreateError($"{Describe(value)} cannot be converted to a string; use the filter 'tojson'"),
    };

    public static string FormatDouble(double number) =>
        double.IsInteger(number) && Math.Abs(number) < 1e16
            ? number.ToString("F1", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Returns the items of a list, the characters of a string or the keys of a mapping.</summary>
    public static object?[] ToItems(Scope scope, object? value)
    {
        object?[] items = value switch
        {
            object?[] list => list,
            Undefined => [],
            MarkedText text => [.. Enumerable.Range(0, text.Length).Select(i => text.Slice(i, 1))],
            IReadOnlyDictionary<string, object?> mapping => [.. mapping.Keys.Select(ToKey)],
            _ => throw scope.CreateError($"{Describe(value)} cannot be iterated"),
        };
        scope.Spend(items.Length);
        return items;
    }

    /// <summary>Returns a key of a mapping as a value. It never counts as the template's, because it may come from a message.</summary>
    public static MarkedText ToKey(string key) => new(key, isTemplate: false);

    /// <summary>Describes a value for error messages.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "none",
        Undefined undefined => $"'{undefined.Name}', which is not defined,",
        MarkedText => "a string",
        bool => "a boolean",
        long or double => "a number",
        object?[] => "a list",
        TemplateNamespace => "a namespace",
        _ => "a mapping",
    };

    private static bool AreEqual(Scope scope, object? a, object? b, int depth)
    {
        if (depth == 0) throw scope.CreateError("the values to compare are nested too deeply");
        scope.Spend(Scope.IterationCost);
        switch (a, b)
        {
            case (null, null) or (Undefined, Undefined):
                return true;
            case (bool x, bool y):
                return x == y;
            case (MarkedText x, MarkedText y):
                scope.Spend(Math.Min(x.Length, y.Length));
                return x.Text == y.Text;
            case (long or double, long or double):
                return Operators.ToDouble(a) == Operators.ToDouble(b);
            case (object?[] x, object?[] y):
                return x.Length == y.Length && x.Zip(y).All(pair => AreEqual(scope, pair.First, pair.Second, depth - 1));
            case (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y):
                return x.Count == y.Count && x.All(entry => HasEqualEntry(scope, y, entry, depth - 1));
            default:
                return false;
        }
    }

    private static bool HasEqualEntry(
        Scope scope,
        IReadOnlyDictionary<string, object?> mapping,
        KeyValuePair<string, object?> entry,
        int depth) =>
        mapping.TryGetValue(entry.Key, out object? value) && AreEqual(scope, entry.Value, value, depth);
}
