using System.Text.Json;
using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>A BPE tokenizer of a few tokens with options chosen by the test. Ids are indices in the vocabulary.</summary>
internal static class TinyBpe
{
    public static readonly TokenizeOptions Whole = new() { AddSpecialTokens = false, MaxLength = int.MaxValue };

    public static TextTokenizer Load(string[] vocabulary, string[] merges, Action<JsonObject>? change = null)
    {
        JsonObject json = new()
        {
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["vocab"] = JsonSerializer.SerializeToNode(
                    vocabulary.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id)),
                ["merges"] = JsonSerializer.SerializeToNode(merges),
            },
        };
        change?.Invoke(json);
        using TemporaryFolder folder = new();
        return TextTokenizer.Load(folder.Write("tokenizer.json", json.ToJsonString()));
    }
}
