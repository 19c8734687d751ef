using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>With --json, stdout is one object, and docs/json.md names each of its fields.</summary>
public sealed partial class JsonSchemaTests : IDisposable
{
    private readonly Home _home = new();

    [Theory]
    [InlineData("query", "refund", "--explain")]
    [InlineData("query", "xylophone concerto")]
    [InlineData("index", "{one}", "{two}")]
    [InlineData("status")]
    [InlineData("eval", "{collection}")]
    public async Task EveryField_IsDocumented(params string[] arguments)
    {
        _home.Write("one/refunds.md", "# Refunds\n\n## Asking\n\nA customer may ask for a refund.\n");
        _home.Write("one/broken.md", "\0\u0001\u0002\0 binary");
        _home.Write("two/oven.md", "# Oven\n\nThe rye bakes at 230 degrees.\n");
        TinyCollection.Write(_home);
        await _home.RunAsync(0, "index", _home.At("one"));

        ProcessOutcome outcome = await _home.RunAsync(
            arguments.Contains("xylophone concerto") ? 1 : 0, [.. arguments.Select(argument => PlaceOf().Replace(argument, place => _home.At(place.Groups[1].Value))), "--json"]);

        using JsonDocument json = JsonDocument.Parse(outcome.Stdout);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        HashSet<string> documented = Documented(arguments[0]);
        Assert.Subset(documented, Fields(json.RootElement).ToHashSet());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0, "--repair")]
    public async Task EveryFieldOfTheDoctor_IsDocumented(int exitCode, params string[] options)
    {
        _home.Write("one/refunds.md", "# Refunds\n\nA customer may ask for a refund.\n");
        await _home.RunAsync(0, "index", _home.At("one"), "--index", _home.At("index"));
        Directory.Delete(_home.At("index/lexical"), recursive: true);

        JsonElement json = await _home.JsonAsync(exitCode, ["doctor", "--index", _home.At("index"), .. options]);

        Assert.Superset(new HashSet<string> { "part", "path", "problem", "repair", "healthy" }, Fields(json).ToHashSet());
        Assert.Subset(Documented("doctor"), Fields(json).ToHashSet());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("inspect")]
    public async Task EveryFieldOfModels_IsDocumented(string action)
    {
        string[] folder = action == "inspect" ? [Path.Combine(Repository.Fixtures, "models", "bert")] : [];
        JsonElement json = await _home.JsonAsync(0, ["models", action, .. folder]);

        // A list repeats what an inspection gives, and its section refers to it.
        HashSet<string> documented = [.. Documented($"models {action}"), .. Documented("models inspect")];
        Assert.Subset(documented, Fields(json).ToHashSet());
    }

    public void Dispose() => _home.Dispose();

    private static IEnumerable<string> Fields(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Fields(field.Value).Prepend(field.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Fields),
        _ => [],
    };

    /// <summary>The last names of all that stands in code quotes in a command's section: <c>hits[].rank</c> documents <c>rank</c>.</summary>
    private static HashSet<string> Documented(string command)
    {
        string section = File.ReadAllText(Path.Combine(Repository.Root, "docs", "json.md")).Split("\n## ")
            .Single(text => text.StartsWith($"`search {command} --json`", StringComparison.Ordinal));
        return [.. Quoted().Matches(section).Select(match => match.Groups[1].Value.Split('.')[^1].TrimEnd('[', ']'))];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PlaceOf();
}
