using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>A pair, and the shipped model's output for it in the reference implementation (tests/Fixtures/real).</summary>
internal sealed record ReferencePair(string Query, string Passage, float Logit, float NoAnswer, float SpanScore, string SpanText)
{
    /// <summary>The cross-encoder fixtures, one of each family.</summary>
    public static TheoryData<string> Families => ["bert-cross-encoder", "xlm-roberta-cross-encoder", "modernbert-cross-encoder"];

    public static IReadOnlyList<ReferencePair> ForShippedModel { get; } = Read();

    /// <summary>Returns the text of a score's answer span.</summary>
    public string GetAnswer(PassageScore score) => Passage[score.Answer!.Value.Start..score.Answer.Value.End];

    private static ReferencePair[] Read()
    {
        using JsonDocument reference = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "reranker-mini-v1.json")));
        return [.. reference.RootElement.GetProperty("cases").EnumerateArray().Select(ReadPair)];
    }

    private static ReferencePair ReadPair(JsonElement pair) => new(
        pair.GetProperty("query").GetString()!,
        pair.GetProperty("passage").GetString()!,
        pair.GetProperty("logit").GetSingle(),
        pair.GetProperty("no_answer").GetSingle(),
        pair.GetProperty("best_span").GetProperty("score").GetSingle(),
        pair.GetProperty("best_span").GetProperty("text").GetString()!);
}
