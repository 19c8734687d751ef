using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>A Unigram tokenizer without other components, with tokens chosen by the test.</summary>
internal static class TinyUnigram
{
    public static TextTokenizer Load(params (string Token, double Score)[] tokens) => Load(_ => { }, tokens);

    /// <summary>Token 0 is the unknown token.</summary>
    public static TextTokenizer Load(Action<JsonNode> change, params (string Token, double Score)[] tokens)
    {
        JsonNode json = new JsonObject
        {
            ["model"] = new JsonObject
            {
                ["type"] = "Unigram",
                ["unk_id"] = 0,
                ["vocab"] = new JsonArray([.. tokens.Prepend(("<unk>", 0)).Select(token => new JsonArray(token.Item1, token.Item2))]),
                ["byte_fallback"] = false,
            },
        };
        change(json);
        using TemporaryFolder folder = new();
        return TextTokenizer.Load(folder.Write("tokenizer.json", json.ToJsonString()));
    }
}
