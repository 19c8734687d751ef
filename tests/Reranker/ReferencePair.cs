using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>A pair, and what the shipped model makes of it in the reference implementation (tests/Fixtures/real).</summary>
internal sealed record ReferencePair(string Query, string Passage, float Logit, float NoAnswer, float SpanScore, string SpanText)
{
    /// <summary>The cross-encoders among the fixtures, one of each family.</summary>
    public static TheoryData<string> Families => ["bert-cross-encoder", "xlm-roberta-cross-encoder", "modernbert-cross-encoder"];

    public static IReadOnlyList<ReferencePair> OfTheShippedModel { get; } = Read();

    /// <summary>The words that a score says answer.</summary>
    public string AnswerOf(PassageScore score) => Passage[score.Answer!.Value.Start..score.Answer.Value.End];

    private static ReferencePair[] Read()
    {
        using JsonDocument reference = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "reranker-mini-v1.json")));
        return [.. reference.RootElement.GetProperty("cases").EnumerateArray().Select(pair => new ReferencePair(
            pair.GetProperty("query")
                .GetString()!, pair
                .GetProperty("passage")
                .GetString()!, pair
                .GetProperty("logit")
                .GetSingle(), pair
                .GetProperty("no_answer")
                .GetSingle(),
            pair.GetProperty("best_span")
                .GetProperty("score")
                .GetSingle(), pair
                .GetProperty("best_span")
                .GetProperty("text")
                .GetString()!))];
    }
}
