using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>Compares the fields of JSON output with those that docs/json.md documents.</summary>
internal static partial class JsonDocumentation
{
    /// <summary>
    /// Returns the field names in code quotes in the section of <c>search COMMAND</c>: <c>hits[].rank</c> documents <c>rank</c>.
    /// </summary>
    public static HashSet<string> GetFields(string command)
    {
        string section = File.ReadAllText(Path.Combine(Repository.Root, "docs", "json.md")).Split("\n## ")
            .Single(text => text.StartsWith($"`search {command}`", StringComparison.Ordinal));
        return [.. Quoted().Matches(section).Select(match => match.Groups[1].Value.Split('.')[^1].TrimEnd('[', ']'))];
    }

    /// <summary>Returns the names of all fields at any depth.</summary>
    public static IEnumerable<string> GetFields(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => GetFields(field.Value).Prepend(field.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(GetFields),
        _ => [],
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
