using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>With --json, stdout is one object, and docs/json.md names each of its fields.</summary>
public sealed partial class JsonSchemaTests(RefundsHome refunds) : IClassFixture<RefundsHome>
{
    private readonly Home _home = refunds.Home;

    [Theory]
    [InlineData("query", "refund", "--explain")]
    [InlineData("query", "xylophone concerto")]
    [InlineData("index", "{one}", "{two}", "--index", "{new}")]
    [InlineData("index", "{two}", "--dry-run", "--index", "{new}")]
    [InlineData("status")]
    [InlineData("status", "--files")]
    [InlineData("get", "one/refunds.md:@2-9")]
    [InlineData("remove", "one/refunds.md", "--index", "{copy}")]
    [InlineData("eval", "{collection}")]
    public async Task EveryField_IsDocumented(params string[] arguments)
    {
        int exitCode = arguments.Contains("xylophone concerto") ? 1 : 0;
        IEnumerable<string> resolved = arguments.Select(argument => PlaceOf().Replace(argument, place => At(place.Groups[1].Value)));
        ProcessOutcome outcome = await _home.RunAsync(exitCode, [.. resolved, "--json"]);

        using JsonDocument json = JsonDocument.Parse(outcome.Stdout);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        HashSet<string> documented = JsonDocumentation.GetFields($"{arguments[0]} --json");
        Assert.Subset(documented, JsonDocumentation.GetFields(json.RootElement).ToHashSet());
        if (arguments[0] == "eval") Assert.Contains("p", JsonDocumentation.GetFields(json.RootElement));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0, "--repair")]
    public async Task EveryFieldOfTheDoctor_IsDocumented(int exitCode, params string[] options)
    {
        string index = refunds.CopyIndex();
        Directory.Delete(Path.Combine(index, "lexical"), recursive: true);

        JsonElement json = await _home.JsonAsync(exitCode, ["doctor", "--index", index, .. options]);

        Assert.Superset(
            new HashSet<string> { "part", "path", "problem", "repair", "healthy" }, JsonDocumentation.GetFields(json).ToHashSet());
        Assert.Subset(JsonDocumentation.GetFields("doctor --json"), JsonDocumentation.GetFields(json).ToHashSet());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("inspect")]
    [InlineData("add")]
    [InlineData("experts")]
    public async Task EveryFieldOfModels_IsDocumented(string action)
    {
        string[] folder = action is "list" or "experts" ? [] : [Path.Combine(Repository.Fixtures, "models", "bert")];
        JsonElement json = await _home.JsonAsync(0, ["models", action, .. folder]);

        // The other commands repeat the output of an inspection, and their sections refer to it.
        HashSet<string> documented =
            [.. JsonDocumentation.GetFields($"models {action} --json"), .. JsonDocumentation.GetFields("models inspect --json")];
        Assert.Subset(documented, JsonDocumentation.GetFields(json).ToHashSet());
    }

    private string At(string place) =>
        place switch { "new" => refunds.NewIndex(), "copy" => refunds.CopyIndex(), _ => _home.GetPath(place) };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PlaceOf();
}
