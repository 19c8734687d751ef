using System.Text.Json;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Generator.Tests;

/// <summary>The shipped decoder in 4 bits, loaded once, and what the reference implementation makes of eight prompts.</summary>
public sealed class ShippedModel : IDisposable
{
    public static readonly string Folder = Path.Combine(Repository.Models, "answerer-moe-135m");

    internal DecoderModel Model { get; } = DecoderModel.Load(Folder, new DecoderOptions { Cache = Cache });

    public static GraphCache Cache { get; } = new(Path.Combine(Repository.Root, "artifacts", "tests", "cache", "graphs"));

    internal static IReadOnlyList<ReferencePrompt> Prompts { get; } = Read();

    public void Dispose() => Model.Dispose();

    private static ReferencePrompt[] Read()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "real", "answerer-moe-135m.json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(one => new ReferencePrompt(Ints(one, "input_ids"), Ints(one, "greedy")))];
    }

    private static int[] Ints(JsonElement json, string field) => [.. json.GetProperty(field).EnumerateArray().Select(item => item.GetInt32())];
}

/// <summary>A prompt and the tokens that the reference writes after it.</summary>
internal sealed record ReferencePrompt(int[] Ids, int[] Greedy);
