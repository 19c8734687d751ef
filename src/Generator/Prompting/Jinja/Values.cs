using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>What Python's rules say of values.</summary>
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

    /// <summary>A value as it is written out.</summary>
    public static MarkedText ToText(Scope scope, object? value) => value switch
    {
        MarkedText text => text,
        Undefined => MarkedText.Empty,
        null => new("None", isTemplate: true),
        bool truth => new(truth ? "True" : "False", isTemplate: true),
        long number => new(number.ToString(CultureInfo.InvariantCulture), isTemplate: true),
        double number => new(FormatDouble(number), isTemplate: true),
        _ => throw scope.CreateError($"{Describe(value)} cannot be written as text; the filter tojson can write it"),
    };

    public static string FormatDouble(double number) =>
        double.IsInteger(number) && Math.Abs(number) < 1e16
            ? number.ToString("F1", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What a loop goes through.</summary>
    public static object?[] ToItems(Scope scope, object? value)
    {
        object?[] items = value switch
        {
            object?[] list => list,
            Undefined => [],
            MarkedText text => [.. Enumerable.Range(0, text.Length).Select(i => text.Slice(i, 1))],
            IReadOnlyDictionary<string, object?> mapping => [.. mapping.Keys.Select(ToKey)],
            _ => throw scope.CreateError($"{Describe(value)} has no items to go through"),
        };
        scope.Spend(items.Length);
        return items;
    }

    /// <summary>A mapping's name as a value: a content's word may have become one, so none counts as the template's.</summary>
    public static MarkedText ToKey(string name) => new(name, isTemplate: false);

    /// <summary>A value as errors name it.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "none",
        Undefined undefined => $"'{undefined.Name}', which is not defined,",
        MarkedText => "a text",
        bool => "a truth value",
        long or double => "a number",
        object?[] => "a list",
        TemplateNamespace => "a namespace",
        _ => "a mapping",
    };

    private static bool AreEqual(Scope scope, object? a, object? b, int depth)
    {
        if (depth == 0) throw scope.CreateError("values that are nested too deep are compared");
        scope.Spend(Scope.IterationCost);
        switch (a, b)
        {
            case (null, null) or (Undefined, Undefined): return true;
            case (bool x, bool y): return x == y;
            case (MarkedText x, MarkedText y):
                scope.Spend(Math.Min(x.Length, y.Length));
                return x.Text == y.Text;
            case (long or double, long or double): return Operators.ToDouble(a) == Operators.ToDouble(b);
            case (object?[] x, object?[] y): return x.Length == y.Length && x.Zip(y).All(
                pair => AreEqual(scope, pair.First, pair.Second, depth - 1));
            case (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y):
                return x.Count == y.Count && x.All(
                    entry => y.TryGetValue(entry.Key, out object? other) && AreEqual(scope, entry.Value, other, depth - 1));
            default: return false;
        }
    }
}
