namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>What stands in the parentheses of a call.</summary>
internal sealed class Arguments(Scope scope, object?[] positional, Dictionary<string, object?> named)
{
    public int Count => positional.Length;

    public IReadOnlyDictionary<string, object?> Named => named;

    /// <summary>An argument by its place or its name; what is not given, or not defined, is null.</summary>
    public object? Find(int place, string name)
    {
        object? value = place < positional.Length ? positional[place] : named.GetValueOrDefault(name);
        return value is Undefined ? null : value;
    }

    public object? Need(int place, string name) =>
        place < positional.Length || named.ContainsKey(name) ? Find(place, name) : throw scope.Error($"the argument '{name}' is missing");

    public MarkedText NeedText(int place, string name) => Need(place, name) is MarkedText text ? text : throw Wrong(place, name, "a text");

    public MarkedText? FindText(int place, string name) => Find(place, name) is null ? null : NeedText(place, name);

    public long FindInteger(int place, string name, long otherwise) =>
        Find(place, name) is not { } value ? otherwise : value as long? ?? throw Wrong(place, name, "an integer");

    private ChatTemplateException Wrong(int place, string name, string expected) =>
        scope.Error($"the argument '{name}' is {Values.Describe(Find(place, name))}; {expected} was expected");
}

/// <summary>Arguments as the template has them.</summary>
internal sealed record ArgumentList(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    public static ArgumentList None { get; } = new([], []);

    public Arguments Evaluate(Scope scope)
    {
        object?[] positional = [.. Positional.Select(argument => argument(scope))];
        Dictionary<string, object?> named = new(StringComparer.Ordinal);
        foreach ((string name, Expression value) in Named) named[name] = value(scope);
        return new Arguments(scope, positional, named);
    }
}
