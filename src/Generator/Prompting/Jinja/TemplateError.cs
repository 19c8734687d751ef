namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Creates the errors of templates that cannot be parsed.</summary>
internal static class TemplateError
{
    public static FormatException Create(int line, string reason) => new($"line {line}: {reason}");

    /// <summary>Creates the error for a name that is not supported; the message lists the supported ones.</summary>
    public static FormatException CreateUnsupported(TemplateToken name, string kind, IEnumerable<string> supported)
    {
        string names = string.Join(", ", supported.Order(StringComparer.Ordinal));
        return Create(name.Line, $"{name.DisplayText} is not a supported {kind}; supported are {names}");
    }

    /// <summary>Returns the operation with the given name.</summary>
    /// <exception cref="FormatException">There is no such operation.</exception>
    public static Operation Resolve(TemplateToken name, string kind, IReadOnlyDictionary<string, Operation> supported) =>
        supported.TryGetValue(name.Text, out Operation? operation) ? operation : throw CreateUnsupported(name, kind, supported.Keys);
}
