using System.Text.Json;
using System.Text.Json.Serialization;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>A tokenizer and the output of Hugging Face tokenizers for a few texts.</summary>
internal sealed record ReferenceVectors(SingleVector[] Single, PairVector[] Pair)
{
    public static string[] Names { get; } =
    [
        "wordpiece-cased", "wordpiece-uncased", "bge-small-en-v1.5",
        "bpe-gpt2", "bpe-roberta", "bpe-modernbert", "bpe-digits", "bpe-llama3", "bpe-o200k", "bpe-qwen2",
        "unigram-xlmr", "bpe-llama2",
    ];

    public static ReferenceVectors Read(string name)
    {
        string json = File.ReadAllText(Path.Combine(Repository.Fixtures, "tokenizers", $"{name}.vectors.json"));
        return JsonSerializer.Deserialize<ReferenceVectors>(json, JsonSerializerOptions.Web)!;
    }

    public static string PathOf(string name) => name == "bge-small-en-v1.5"
        ? Path.Combine(Repository.Models, name)
        : Path.Combine(Repository.Fixtures, "tokenizers", $"{name}.tokenizer.json");

    public static TextTokenizer Load(string name) => TextTokenizer.Load(PathOf(name));

    /// <summary>The fixtures count code points; .NET counts UTF-16 units.</summary>
    public static (int Start, int End)[] InUtf16Units(int[][] offsets, string text)
    {
        List<int> units = [0];
        foreach (System.Text.Rune rune in text.EnumerateRunes()) units.Add(units[^1] + rune.Utf16SequenceLength);
        return [.. offsets.Select(span => (units[span[0]], units[span[1]]))];
    }
}

internal sealed record SingleVector(
    string Text,
    int[] Ids,
    string[] Tokens,
    int[][] Offsets,
    [property: JsonPropertyName("type_ids")] int[] TypeIds,
    int[] Special,
    string Decoded);

internal sealed record PairVector(string A, string B, int[] Ids, [property: JsonPropertyName("type_ids")] int[] TypeIds, int[][] Offsets);
