namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>What is called by its name alone. The value that it is given is none.</summary>
internal static class BuiltInFunctions
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["raise_exception"] = (_, _, arguments) => throw new ChatTemplateException($"The chat template refuses the messages: {arguments.GetRequiredText(0, "message").Text}"),
        ["namespace"] = (_, _, arguments) => new TemplateNamespace(arguments.Named),
        ["dict"] = (_, _, arguments) => new Dictionary<string, object?>(arguments.Named),
        ["range"] = Range,
        // Templates ask whether it is defined before they call it. It is not: a prompt does not depend on the day.
        ["strftime_now"] = (scope, _, _) => throw scope.CreateError("'strftime_now' is not defined"),
    };

    private static object? Range(Scope scope, object? value, Arguments arguments)
    {
        bool isEndAlone = arguments.Count == 1;
        long start = isEndAlone ? 0 : arguments.GetInteger(0, "start", 0), end = arguments.GetInteger(isEndAlone ? 0 : 1, "stop", 0), step = arguments.GetInteger(2, "step", 1);
        if (step == 0) throw scope.CreateError("a range has a step of zero");
        List<object?> numbers = [];
        for (long i = start; step > 0 ? i < end : i > end; i += step)
        {
            scope.Spend(1);
            numbers.Add(i);
        }
        return numbers.ToArray();
    }
}
