namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Errors of a template that does not parse.</summary>
internal static class TemplateError
{
    public static FormatException Create(int line, string reason) => new($"line {line}: {reason}");

    /// <summary>A name that is none of the known ones.</summary>
    public static FormatException CreateUnknown(TemplateToken name, string kind, IEnumerable<string> known) =>
        Create(
            name.Line,
            $"the {kind} {name.DisplayText} is not known here; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    /// <summary>What a name does, if it is one of the known ones.</summary>
    public static Operation Resolve(TemplateToken name, string kind, IReadOnlyDictionary<string, Operation> known) =>
        known.TryGetValue(name.Text, out Operation? operation) ? operation : throw CreateUnknown(name, kind, known.Keys);
}
