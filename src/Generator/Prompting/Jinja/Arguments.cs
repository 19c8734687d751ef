namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The evaluated arguments of a call.</summary>
internal sealed class Arguments(Scope scope, object?[] positional, Dictionary<string, object?> named)
{
    public int Count => positional.Length;

    public IReadOnlyDictionary<string, object?> Named => named;

    /// <summary>Returns an argument by its position or its name; null if it is missing or undefined.</summary>
    public object? GetOrNull(int position, string name)
    {
        object? value = position < positional.Length ? positional[position] : named.GetValueOrDefault(name);
        return value is Undefined ? null : value;
    }

    public object? GetRequired(int position, string name) =>
        position < positional.Length || named.ContainsKey(name)
            ? GetOrNull(position, name)
            : throw scope.CreateError($"the argument '{name}' is missing");

    public MarkedText GetRequiredText(int position, string name) =>
        GetRequired(position, name) is MarkedText text ? text : throw CreateTypeError(position, name, "a string");

    public MarkedText? GetTextOrNull(int position, string name) =>
        GetOrNull(position, name) is null ? null : GetRequiredText(position, name);

    public long GetInteger(int position, string name, long defaultValue) =>
        GetOrNull(position, name) switch
        {
            null => defaultValue,
            long integer => integer,
            _ => throw CreateTypeError(position, name, "an integer"),
        };

    private ChatTemplateException CreateTypeError(int position, string name, string expected) =>
        scope.CreateError($"the argument '{name}' must be {expected}, not {Values.Describe(GetOrNull(position, name))}");
}

/// <summary>The argument expressions of a call, as the template writes them.</summary>
internal sealed record ArgumentList(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    public static ArgumentList Empty { get; } = new([], []);

    public Arguments Evaluate(Scope scope)
    {
        object?[] positional = [.. Positional.Select(argument => argument(scope))];
        Dictionary<string, object?> named = new(StringComparer.Ordinal);
        foreach ((string name, Expression value) in Named) named[name] = value(scope);
        return new Arguments(scope, positional, named);
    }
}
