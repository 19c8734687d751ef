using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The methods of strings and mappings, as in Python.</summary>
internal static class BuiltInMethods
{
    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["strip"] = (scope, value, arguments) => Strip(scope, value, arguments, start: true, end: true),
        ["lstrip"] = (scope, value, arguments) => Strip(scope, value, arguments, start: true, end: false),
        ["rstrip"] = (scope, value, arguments) => Strip(scope, value, arguments, start: false, end: true),
        ["startswith"] = StartsWith,
        ["endswith"] = EndsWith,
        ["upper"] = (scope, value, _) => RequireText(scope, value).Transform(text => text.ToUpperInvariant()),
        ["lower"] = (scope, value, _) => RequireText(scope, value).Transform(text => text.ToLowerInvariant()),
        ["title"] = (scope, value, _) => RequireText(scope, value).Transform(ToTitleCase),
        ["split"] = Split,
        ["replace"] = Replace,
        ["items"] = (scope, value, _) => RequireMapping(scope, value).Select(ToItem).ToArray(),
        ["keys"] = (scope, value, _) => RequireMapping(scope, value).Keys.Select(key => (object?)Values.ToKey(key)).ToArray(),
        ["values"] = (scope, value, _) => RequireMapping(scope, value).Values.ToArray(),
        ["get"] = Get,
    };

    private static object? StartsWith(Scope scope, object? value, Arguments arguments)
    {
        string text = RequireText(scope, value).Text;
        return text.StartsWith(arguments.GetRequiredText(0, "prefix").Text, StringComparison.Ordinal);
    }

    private static object? EndsWith(Scope scope, object? value, Arguments arguments)
    {
        string text = RequireText(scope, value).Text;
        return text.EndsWith(arguments.GetRequiredText(0, "suffix").Text, StringComparison.Ordinal);
    }

    private static string ToTitleCase(string text) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant());

    private static object? ToItem(KeyValuePair<string, object?> entry) => new object?[] { Values.ToKey(entry.Key), entry.Value };

    private static object? Get(Scope scope, object? value, Arguments arguments)
    {
        IReadOnlyDictionary<string, object?> mapping = RequireMapping(scope, value);
        string key = arguments.GetRequiredText(0, "key").Text;
        return mapping.TryGetValue(key, out object? found) ? found : arguments.GetOrNull(1, "default");
    }

    private static MarkedText RequireText(Scope scope, object? value)
    {
        if (value is not MarkedText text) throw scope.CreateError($"{Values.Describe(value)} is not a string");
        scope.Spend(text.Length);
        return text;
    }

    private static IReadOnlyDictionary<string, object?> RequireMapping(Scope scope, object? value)
    {
        IReadOnlyDictionary<string, object?> mapping = value as IReadOnlyDictionary<string, object?>
            ?? throw scope.CreateError($"{Values.Describe(value)} is not a mapping");
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
        long remainingSplits = arguments.GetInteger(1, "maxsplit", -1);
        if (separator == "") throw scope.CreateError("the separator of 'split' must not be empty");
        List<object?> parts = [];
        int start = 0;
        while (true)
        {
            if (separator is null)
            {
                while (start < text.Length && char.IsWhiteSpace(text.Text[start])) start++;
                if (start == text.Length) break;
            }
            int end = remainingSplits-- == 0 ? -1 : IndexOfSeparator(text.Text, separator, start);
            scope.Spend(1);
            parts.Add(text.Slice(start, (end < 0 ? text.Length : end) - start));
            if (end < 0) break;
            start = end + (separator?.Length ?? 1);
        }
        return parts.ToArray();
    }

    /// <summary>Returns the position of the next separator, by default white space; -1 if it does not occur.</summary>
    private static int IndexOfSeparator(string text, string? separator, int start) => separator is null
        ? Array.FindIndex(text.ToCharArray(), start, char.IsWhiteSpace)
        : text.IndexOf(separator, start, StringComparison.Ordinal);

    private static object? Replace(Scope scope, object? value, Arguments arguments)
    {
        MarkedText text = RequireText(scope, value);
        MarkedText oldText = arguments.GetRequiredText(0, "old");
        MarkedText newText = arguments.GetRequiredText(1, "new");
        if (oldText.Length == 0) throw scope.CreateError("the argument 'old' of 'replace' must not be empty");
        scope.Spend(text.Length / oldText.Length * (long)newText.Length);
        string replaced = text.Text.Replace(oldText.Text, newText.Text, StringComparison.Ordinal);
        return replaced == text.Text ? text : new MarkedText(replaced, text.IsTemplate && newText.IsTemplate);
    }
}
