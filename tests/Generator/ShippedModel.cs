using System.Text.Json;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Generator.Tests;

/// <summary>The shipped decoder in 4 bits, loaded once, and the answers of the reference implementation to eight prompts.</summary>
public sealed class ShippedModel : IDisposable
{
    public static readonly string Folder = Path.Combine(Repository.Models, "answerer-moe-135m");

    internal DecoderModel Model { get; } = DecoderModel.Load(Folder, new DecoderOptions { Cache = Cache });

    public static GraphCache Cache { get; } = new(Path.Combine(Repository.Root, "artifacts", "tests", "cache", "graphs"));

    internal static IReadOnlyList<ReferencePrompt> Prompts { get; } = ReadPrompts();

    public void Dispose() => Model.Dispose();

    private static ReferencePrompt[] ReadPrompts()
    {
        using JsonDocument json = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Fixtures, "real", "answerer-moe-135m.json")));
        IEnumerable<JsonElement> cases = json.RootElement.GetProperty("cases").EnumerateArray();
        return [.. cases.Select(item => new ReferencePrompt(ReadInts(item, "input_ids"), ReadInts(item, "greedy")))];
    }

    private static int[] ReadInts(JsonElement json, string field) =>
        [.. json.GetProperty(field).EnumerateArray().Select(item => item.GetInt32())];
}

/// <summary>A prompt and the tokens that the reference generates greedily.</summary>
internal sealed record ReferencePrompt(int[] Ids, int[] Greedy);
