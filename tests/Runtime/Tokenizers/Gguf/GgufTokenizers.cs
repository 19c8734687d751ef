using System.Text.Json;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Tests.Checkpoints.Gguf;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers.Gguf;

/// <summary>Tokenizers in GGUF files.</summary>
internal static class GgufTokenizers
{
    public static readonly string ShippedPath = Path.Combine(Repository.Models, "answerer-moe-135m", "answerer-moe-135m.Q4_0.gguf");

    /// <summary>Loads the generator's tokenizer; the test is skipped if its file does not exist.</summary>
    public static TextTokenizer LoadShipped()
    {
        if (!File.Exists(ShippedPath)) Assert.Skip("The generator's file is not there.");
        using GgufFile file = GgufFile.Open(ShippedPath);
        return TextTokenizer.Load(file);
    }

    /// <summary>Converts a byte-level tokenizer.json of the fixtures to an equivalent GGUF file.</summary>
    public static GgufWriter FromJson(string name, string words)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceVectors.PathOf(name)));
        JsonElement model = json.RootElement.GetProperty("model");
        string[] tokens =
        [
            .. model.GetProperty("vocab").EnumerateObject().OrderBy(token => token.Value.GetInt32()).Select(token => token.Name),
        ];
        int[] kinds = [.. tokens.Select(_ => 1)];
        foreach (JsonElement added in json.RootElement.GetProperty("added_tokens").EnumerateArray())
            kinds[added.GetProperty("id").GetInt32()] = added.GetProperty("special").GetBoolean() ? 3 : 4;
        string[] merges =
        [
            .. model.GetProperty("merges").EnumerateArray().Select(merge => $"{merge[0].GetString()} {merge[1].GetString()}"),
        ];
        return Write("gpt2", words, tokens, kinds, merges).Add("tokenizer.ggml.bos_token_id", 0u);
    }

    public static GgufWriter Write(string model, string words, string[] tokens, int[] kinds, string[] merges) => new GgufWriter()
        .Add("general.architecture", "llama")
        .Add("tokenizer.ggml.model", model)
        .Add("tokenizer.ggml.pre", words)
        .Add("tokenizer.ggml.tokens", tokens)
        .Add("tokenizer.ggml.token_type", kinds)
        .Add("tokenizer.ggml.merges", merges);

    public static TextTokenizer Load(GgufWriter writer)
    {
        using TemporaryFolder folder = new();
        using GgufFile file = GgufFile.Open(writer.Write(folder["model.gguf"]));
        return TextTokenizer.Load(file);
    }
}
