namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>
/// What computes a value: null (none), a bool, a long, a double, a <see cref="MarkedText"/>, an array, a dictionary, <see
/// cref="TemplateNamespace"/> or <see cref="Undefined"/>.
/// </summary>
internal delegate object? Expression(Scope scope);

/// <summary>What writes, or sets a variable.</summary>
internal delegate void Statement(Scope scope);

/// <summary>A filter, a test, a method or a function: what a name does to a value.</summary>
internal delegate object? Operation(Scope scope, object? value, Arguments arguments);

/// <summary>What a name stands for that was never set.</summary>
internal sealed record Undefined(string Name);

/// <summary>A namespace(): variables that a loop may set for what comes after it.</summary>
internal sealed class TemplateNamespace(
    IEnumerable<KeyValuePair<string, object?>> initial) : Dictionary<string, object?>(initial, StringComparer.Ordinal);
