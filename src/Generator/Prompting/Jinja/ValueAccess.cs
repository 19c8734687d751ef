namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parts of values: attributes, items and slices.</summary>
internal static class ValueAccess
{
    /// <summary>What a name means within a value; what is not there is undefined.</summary>
    public static object? GetAttribute(Scope scope, object? value, string name) => value switch
    {
        IReadOnlyDictionary<string, object?> mapping => mapping.TryGetValue(name, out object? found) ? found : new Undefined(name),
        Undefined undefined => throw scope.CreateError($"'{undefined.Name}' is not defined"),
        _ => new Undefined(name),
    };

    public static object? GetItem(Scope scope, object? value, object? key) => (value, key) switch
    {
        (_, MarkedText name) => GetAttribute(scope, value, name.Text),
        (object?[] list, long index) => ResolveIndex(index, list.Length) is int at ? list[at] : new Undefined($"item {index}"),
        (MarkedText text, long index) => ResolveIndex(index, text.Length) is int at
            ? text.Slice(at, 1)
            : new Undefined($"character {index}"),
        (Undefined undefined, _) => throw scope.CreateError($"'{undefined.Name}' is not defined"),
        _ => new Undefined("item"),
    };

    /// <summary>Items from one place to another, as Python counts them.</summary>
    public static object? Slice(Scope scope, object? value, object? from, object? to, object? by)
    {
        long step = by is null ? 1 : RequireInteger(scope, by);
        if (step == 0) throw scope.CreateError("a slice has a step of zero");
        int length = value switch
        {
            object?[] list => list.Length,
            MarkedText text => text.Length,
            _ => throw scope.CreateError($"{Values.Describe(value)} has no items to slice"),
        };
        long first = step > 0 ? 0 : -1, last = step > 0 ? length : length - 1L;
        long start = from is null
            ? (step > 0 ? first : last)
            : Bound(RequireInteger(scope, from)), end = to is null ? (step > 0 ? last : first) : Bound(RequireInteger(scope, to));
        scope.Spend(length);
        if (step == 1 && value is MarkedText whole) return whole.Slice((int)start, (int)Math.Max(end - start, 0));

        List<int> places = [];
        for (long i = start; step > 0 ? i < end : i > end; i += Math.Clamp(step, -length - 1L, length + 1L)) places.Add((int)i);
        if (value is object?[] items) return places.Select(i => items[i]).ToArray();
        MarkedText characters = (MarkedText)value!;
        MarkedText.Builder builder = new();
        foreach (int i in places) builder.Append(characters, i, 1);
        return builder.ToText();

        long Bound(long place) => Math.Clamp(place < 0 ? place + length : place, first, last);
    }

    private static int? ResolveIndex(long index, int length)
    {
        long at = index < 0 ? index + length : index;
        return at >= 0 && at < length ? (int)at : null;
    }

    private static long RequireInteger(Scope scope, object? value) =>
        value as long? ?? throw scope.CreateError($"{Values.Describe(value)} stands where an integer was expected");
}
