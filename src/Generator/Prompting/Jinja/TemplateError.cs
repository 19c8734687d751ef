namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Errors of a template that does not parse.</summary>
internal static class TemplateError
{
    public static FormatException At(int line, string reason) => new($"line {line}: {reason}");

    /// <summary>A name that is none of the known ones.</summary>
    public static FormatException Unknown(TemplateToken name, string kind, IEnumerable<string> known) =>
        At(name.Line, $"the {kind} {name.Spelling} is not known here; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    /// <summary>What a name does, if it is one of the known ones.</summary>
    public static Operation Known(TemplateToken name, string kind, IReadOnlyDictionary<string, Operation> known) =>
        known.TryGetValue(name.Text, out Operation? operation) ? operation : throw Unknown(name, kind, known.Keys);
}
