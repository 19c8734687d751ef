namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Reads attributes, items and slices of values.</summary>
internal static class ValueAccess
{
    /// <summary>Returns an attribute of a value; <see cref="Undefined"/> if the value does not have it.</summary>
    public static object? GetAttribute(Scope scope, object? value, string name) => value switch
    {
        IReadOnlyDictionary<string, object?> mapping => mapping.TryGetValue(name, out object? found) ? found : new Undefined(name),
        Undefined undefined => throw scope.CreateError($"'{undefined.Name}' is not defined"),
        _ => new Undefined(name),
    };

    public static object? GetItem(Scope scope, object? value, object? key) => (value, key) switch
    {
        (_, MarkedText name) => GetAttribute(scope, value, name.Text),
        (object?[] list, long index) => ResolveIndex(index, list.Length) is int i ? list[i] : new Undefined($"item {index}"),
        (MarkedText text, long index) => ResolveIndex(index, text.Length) is int i ? text.Slice(i, 1) : new Undefined($"character {index}"),
        (Undefined undefined, _) => throw scope.CreateError($"'{undefined.Name}' is not defined"),
        _ => new Undefined("item"),
    };

    /// <summary>Returns a slice of a list or a string, with the semantics of value[start:stop:step] in Python.</summary>
    public static object? Slice(Scope scope, object? value, object? start, object? stop, object? step)
    {
        long stride = step is null ? 1 : RequireInteger(scope, step);
        if (stride == 0) throw scope.CreateError("the step of a slice must not be zero");
        int length = value switch
        {
            object?[] list => list.Length,
            MarkedText text => text.Length,
            _ => throw scope.CreateError($"{Values.Describe(value)} has no items to slice"),
        };
        bool isForward = stride > 0;
        long min = isForward ? 0 : -1;
        long max = isForward ? length : length - 1L;
        long first = start is null ? (isForward ? min : max) : ToBound(RequireInteger(scope, start));
        long end = stop is null ? (isForward ? max : min) : ToBound(RequireInteger(scope, stop));
        scope.Spend(length);
        if (stride == 1 && value is MarkedText whole) return whole.Slice((int)first, (int)Math.Max(end - first, 0));

        // A larger stride selects the same items and could overflow.
        stride = Math.Clamp(stride, -length - 1L, length + 1L);
        List<int> indices = [];
        for (long i = first; isForward ? i < end : i > end; i += stride) indices.Add((int)i);
        if (value is object?[] items) return indices.Select(i => items[i]).ToArray();
        MarkedText characters = (MarkedText)value!;
        MarkedText.Builder builder = new();
        foreach (int i in indices) builder.Append(characters, i, 1);
        return builder.ToText();

        long ToBound(long index) => Math.Clamp(index < 0 ? index + length : index, min, max);
    }

    private static int? ResolveIndex(long index, int length)
    {
        long fromStart = index < 0 ? index + length : index;
        return fromStart >= 0 && fromStart < length ? (int)fromStart : null;
    }

    private static long RequireInteger(Scope scope, object? value) =>
        value as long? ?? throw scope.CreateError($"{Values.Describe(value)} is not an integer");
}
