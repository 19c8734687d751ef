using System.Text.Json;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>Compares scores with the output of transformers for the same weights (tests/Fixtures).</summary>
public sealed class ReferenceTests
{
    [Theory]
    [MemberData(nameof(ReferencePair.Families), MemberType = typeof(ReferencePair))]
    public void Score_EachFamily_EqualsReference(string name)
    {
        string folder = Path.Combine(Repository.Fixtures, "models", name);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        float tolerance = expected.RootElement.GetProperty("tolerance").GetSingle();
        using CrossEncoder model = CrossEncoder.Load(folder, new CrossEncoderOptions { Precision = Precision.Float32 });
        foreach (JsonElement pair in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            (string query, string passage) = Texts(pair);
            AssertTokens(pair, Assert.Single(model.SplitIntoWindows(query, passage)).Tokens);
            Assert.Equal(pair.GetProperty("logits")[0].GetSingle(), model.Score(query, passage).Logit, tolerance);
        }
    }

    [Fact]
    public void Score_ShippedModel_EqualsReference()
    {
        const float Tolerance = 1e-3f;
        using CrossEncoder model = CrossEncoder.Load(
            Path.Combine(Repository.Models, "reranker-mini-v1"),
            new CrossEncoderOptions { Precision = Precision.Float32 });
        foreach (JsonElement pair in Cases())
        {
            (string query, string passage) = Texts(pair);
            AssertTokens(pair, Assert.Single(model.SplitIntoWindows(query, passage)).Tokens);
            PassageScore score = model.Score(query, passage);
            Assert.Equal(pair.GetProperty("logit").GetSingle(), score.Logit, Tolerance);
            Assert.Equal(pair.GetProperty("no_answer").GetSingle(), score.NoAnswerScore!.Value, Tolerance);
            JsonElement best = pair.GetProperty("best_span");
            Assert.Equal(best.GetProperty("score").GetSingle(), score.Answer!.Value.Score, Tolerance);
            Assert.Equal(best.GetProperty("text").GetString(), passage[score.Answer.Value.Start..score.Answer.Value.End]);
            Assert.Equal(1 / (1 + Math.Exp(-(0.6 * score.Logit - 1.3))), score.Probability, 1e-6);
        }
    }

    /// <summary>Int8 changes scores slightly, but not their order.</summary>
    [Fact]
    public void Score_Int8_IsNearReference()
    {
        using CrossEncoder model = CrossEncoder.Load(Path.Combine(Repository.Models, "reranker-mini-v1"));
        IReadOnlyList<ReferencePair> pairs = ReferencePair.ForShippedModel;
        float[] scores = [.. pairs.Select(pair => model.Score(pair.Query, pair.Passage).Logit)];
        for (int i = 0; i < pairs.Count; i++) Assert.Equal(pairs[i].Logit, scores[i], 0.4f);
        Assert.Equal(
            Enumerable.Range(0, pairs.Count).OrderBy(i => pairs[i].Logit),
            Enumerable.Range(0, pairs.Count).OrderBy(i => scores[i]));
    }

    private static JsonElement[] Cases()
    {
        string path = Path.Combine(Repository.Fixtures, "real", "reranker-mini-v1.json");
        return [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray()];
    }

    private static (string Query, string Passage) Texts(JsonElement pair) =>
        (pair.GetProperty("query").GetString()!, pair.GetProperty("passage").GetString()!);

    private static void AssertTokens(JsonElement pair, TokenizedText tokens)
    {
        Assert.Equal(pair.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32()), tokens.Ids);
        // Families without segments have no token types.
        if (pair.GetProperty("token_type_ids") is { } types && types.GetArrayLength() > 0)
        {
            Assert.Equal(types.EnumerateArray().Select(id => id.GetInt32()), tokens.TypeIds);
        }
    }
}
