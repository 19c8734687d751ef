namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The global functions. They ignore the value of the <see cref="Operation"/>.</summary>
internal static class BuiltInFunctions
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["raise_exception"] = RaiseException,
        ["namespace"] = (_, _, arguments) => new TemplateNamespace(arguments.Named),
        ["dict"] = (_, _, arguments) => new Dictionary<string, object?>(arguments.Named),
        ["range"] = Range,
        // Never defined, so that a prompt does not depend on the date. Templates check "is defined" before they call it.
        ["strftime_now"] = (scope, _, _) => throw scope.CreateError("'strftime_now' is not defined"),
    };

    private static object? RaiseException(Scope scope, object? value, Arguments arguments)
    {
        string message = arguments.GetRequiredText(0, "message").Text;
        throw new ChatTemplateException($"The chat template rejects the messages: {message}");
    }

    private static object? Range(Scope scope, object? value, Arguments arguments)
    {
        bool hasOnlyStop = arguments.Count == 1;
        long start = hasOnlyStop ? 0 : arguments.GetInteger(0, "start", 0);
        long stop = arguments.GetInteger(hasOnlyStop ? 0 : 1, "stop", 0);
        long step = arguments.GetInteger(2, "step", 1);
        if (step == 0) throw scope.CreateError("the step of a range must not be zero");
        List<object?> numbers = [];
        for (long i = start; step > 0 ? i < stop : i > stop; i += step)
        {
            scope.Spend(1);
            numbers.Add(i);
        }
        return numbers.ToArray();
    }
}
