using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>The shipped model, and the reference implementation's outputs for a few texts.</summary>
internal static class BgeSmall
{
    public static string Folder { get; } = Path.Combine(Repository.Models, "bge-small-en-v1.5");

    public static IEnumerable<(long[] Ids, float[] Embedding)> Cases()
    {
        using JsonDocument expected = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "bge-small-en-v1.5.json")));
        foreach (JsonElement example in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            yield return (
                [.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt64())],
                [.. example.GetProperty("embedding").EnumerateArray().Select(x => x.GetSingle())]);
        }
    }
}
