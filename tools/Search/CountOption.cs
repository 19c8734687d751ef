using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SearchEngine.Cli;

/// <summary>Creates options that take a whole number of at least 1.</summary>
internal static class CountOption
{
    public static Option<int> Create(string name, string description, int defaultValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = given => Parse(name, given) ?? defaultValue,
    };

    public static Option<int?> CreateOptional(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = given => Parse(name, given),
    };

    private static int? Parse(string name, ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1) return count;
        result.AddError($"{name} takes a whole number from 1 to {int.MaxValue}, not '{text}'");
        return null;
    }
}
