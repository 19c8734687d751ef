namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>
/// Evaluates an expression. A value is null (none), a bool, a long, a double, a <see cref="MarkedText"/>, an array, a dictionary, a
/// <see cref="TemplateNamespace"/> or <see cref="Undefined"/>.
/// </summary>
internal delegate object? Expression(Scope scope);

/// <summary>Runs a statement, which writes output or sets variables.</summary>
internal delegate void Statement(Scope scope);

/// <summary>Applies a filter, a test, a method or a function to a value.</summary>
internal delegate object? Operation(Scope scope, object? value, Arguments arguments);

/// <summary>The value of a variable, an attribute or an item that does not exist.</summary>
internal sealed record Undefined(string Name);

/// <summary>The result of namespace(): variables that keep their values after the loop that sets them.</summary>
internal sealed class TemplateNamespace(IEnumerable<KeyValuePair<string, object?>> variables)
    : Dictionary<string, object?>(variables, StringComparer.Ordinal);
