using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>What is called behind '.': Python's methods of texts and mappings.</summary>
internal static class BuiltInMethods
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["strip"] = (scope, value, arguments) => Strip(scope, value, arguments, start: true, end: true),
        ["lstrip"] = (scope, value, arguments) => Strip(scope, value, arguments, start: true, end: false),
        ["rstrip"] = (scope, value, arguments) => Strip(scope, value, arguments, start: false, end: true),
        ["startswith"] = (scope, value, arguments) => RequireText(scope, value).Text.StartsWith(arguments.GetRequiredText(0, "prefix").Text, StringComparison.Ordinal),
        ["endswith"] = (scope, value, arguments) => RequireText(scope, value).Text.EndsWith(arguments.GetRequiredText(0, "suffix").Text, StringComparison.Ordinal),
        ["upper"] = (scope, value, _) => RequireText(scope, value).Transform(text => text.ToUpperInvariant()),
        ["lower"] = (scope, value, _) => RequireText(scope, value).Transform(text => text.ToLowerInvariant()),
        ["title"] = (scope, value, _) => RequireText(scope, value).Transform(text => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant())),
        ["split"] = Split,
        ["replace"] = Replace,
        ["items"] = (scope, value, _) => RequireMapping(scope, value).Select(entry => (object?)new object?[] { Values.ToKey(entry.Key), entry.Value }).ToArray(),
        ["keys"] = (scope, value, _) => RequireMapping(scope, value).Keys.Select(key => (object?)Values.ToKey(key)).ToArray(),
        ["values"] = (scope, value, _) => RequireMapping(scope, value).Values.ToArray(),
        ["get"] = (scope, value, arguments) =>
            RequireMapping(scope, value).TryGetValue(arguments.GetRequiredText(0, "key").Text, out object? found)
                ? found
                : arguments.GetOrNull(1, "default"),
    };

    private static MarkedText RequireText(Scope scope, object? value)
    {
        if (value is not MarkedText text) throw scope.CreateError($"{Values.Describe(value)} stands where a text was expected");
        scope.Spend(text.Length);
        return text;
    }

    private static IReadOnlyDictionary<string, object?> RequireMapping(Scope scope, object? value)
    {
        if (value is not IReadOnlyDictionary<string, object?> mapping)
        {
            throw scope.CreateError($"{Values.Describe(value)} stands where a mapping was expected");
        }
        scope.Spend(mapping.Count);
        return mapping;
    }

    private static object? Strip(Scope scope, object? value, Arguments arguments, bool start, bool end)
    {
        string? characters = arguments.GetTextOrNull(0, "chars")?.Text;
        return RequireText(scope, value).Trim(start, end, characters is null ? char.IsWhiteSpace : characters.Contains);
    }

    private static object? Split(Scope scope, object? value, Arguments arguments)
    {
        MarkedText text = RequireText(scope, value);
        string? separator = arguments.GetTextOrNull(0, "sep")?.Text;
        long left = arguments.GetInteger(1, "maxsplit", -1);
        if (separator == "") throw scope.CreateError("a text is split at an empty one");
        List<object?> parts = [];
        int from = 0;
        while (true)
        {
            if (separator is null) while (from < text.Length && char.IsWhiteSpace(text.Text[from])) from++;
            if (separator is null && from == text.Length) break;
            int at = left-- == 0 ? -1
                : separator is null ? Array.FindIndex(text.Text.ToCharArray(), from, char.IsWhiteSpace)
                : text.Text.IndexOf(separator, from, StringComparison.Ordinal);
            scope.Spend(1);
            parts.Add(text.Slice(from, (at < 0 ? text.Length : at) - from));
            if (at < 0) break;
            from = at + (separator?.Length ?? 1);
        }
        return parts.ToArray();
    }

    private static object? Replace(Scope scope, object? value, Arguments arguments)
    {
        MarkedText text = RequireText(scope, value), old = arguments.GetRequiredText(0, "old"), by = arguments.GetRequiredText(1, "new");
        if (old.Length == 0) throw scope.CreateError("an empty text is replaced");
        scope.Spend(text.Length / old.Length * (long)by.Length);
        string replaced = text.Text.Replace(old.Text, by.Text, StringComparison.Ordinal);
        return replaced == text.Text ? text : new MarkedText(replaced, text.IsTemplate && by.IsTemplate);
    }
}
