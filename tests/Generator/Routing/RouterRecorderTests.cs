using System.Text.Json;
using SearchEngine.Generator.Routing;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Generator.Tests.Routing;

/// <summary>What is recorded is what the reference implementations' routers choose.</summary>
public sealed class RouterRecorderTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    public static TheoryData<string> Families => ["granite-moe", "granite-moe-shared"];

    [Theory]
    [MemberData(nameof(Families))]
    public void Record_OfTheFixtures_ChoosesTheReferencesExpertsWithTheirWeights(string family)
    {
        string folder = Path.Combine(Repository.Fixtures, "models", family);
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        using RouterRecorder recorder = Open(folder);
        int chosen = recorder.Experts.ExpertsPerToken;
        foreach (JsonElement expected in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            (int[][] experts, float[][] weights) = recorder.Record(Ints(expected.GetProperty("input_ids")), TestContext.Current.CancellationToken);
            float[][][] logits = expected.GetProperty("router_logits").Deserialize<float[][][]>()!;
            Assert.Equal(logits.Length, experts.Length);
            for (int layer = 0; layer < logits.Length; layer++)
            {
                Assert.Equal(logits[layer].Length * chosen, experts[layer].Length);
                for (int token = 0; token < logits[layer].Length; token++)
                {
                    int[] best = [.. Enumerable.Range(0, logits[layer][token].Length).OrderByDescending(expert => logits[layer][token][expert]).Take(chosen)];
                    Assert.Equal(best, experts[layer].AsSpan(token * chosen, chosen).ToArray());
                    float sum = best.Sum(expert => MathF.Exp(logits[layer][token][expert]));
                    for (int rank = 0; rank < chosen; rank++) Assert.Equal(MathF.Exp(logits[layer][token][best[rank]]) / sum, weights[layer][token * chosen + rank], 0.001f);
                }
            }
        }
    }

    [Fact]
    public void Record_OfTheShippedModel_EndsWithTheReferencesExperts()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "real", "answerer-moe-135m.json")));
        using RouterRecorder recorder = Open(Path.Combine(Repository.Models, "answerer-moe-135m"));
        foreach (JsonElement expected in reference.RootElement.GetProperty("cases").EnumerateArray().Take(2))
        {
            (int[][] experts, _) = recorder.Record(Ints(expected.GetProperty("input_ids")), TestContext.Current.CancellationToken);

            Assert.Equal(
                [.. expected.GetProperty("last_experts_per_layer").EnumerateArray().Select(layer => string.Join(' ', Ints(layer)))],
                experts.Select(layer => string.Join(' ', layer[^recorder.Experts.ExpertsPerToken..].Order())));
        }
    }

    [Fact]
    public void Record_Text_KeepsEachTokensPlaceAndChoices()
    {
        const string Text = "Bread rises because yeast breathes: 250 g of flour, 160 g of water.";
        using RouterRecorder recorder = Open(Path.Combine(Repository.Fixtures, "models", "granite-moe"));

        RoutedText routed = recorder.Record("bread", Text, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Text, string.Concat(routed.Tokens.Select(token => Text[token.Start..token.End])));
        Assert.Equal((recorder.Shape.Layers, false, false), (routed.Experts.Count, routed.IsTruncated, routed.IsCode));
        Assert.All(routed.Experts, layer => Assert.Equal(routed.Tokens.Count * recorder.Experts.ExpertsPerToken, layer.Length));
        Assert.All(routed.Weights, layer => Assert.All(layer.Chunk(recorder.Experts.ExpertsPerToken), weights => Assert.Equal(1, weights.Sum(), 0.0001f)));
    }

    [Fact]
    public void Record_TextLongerThanAsked_EndsThereAndSaysSo()
    {
        using RouterRecorder recorder = Open(Path.Combine(Repository.Fixtures, "models", "granite-moe"));

        RoutedText routed = recorder.Record("long", string.Join(' ', Enumerable.Range(0, 400)), maxTokens: 50, TestContext.Current.CancellationToken);

        Assert.Equal((50, true), (routed.Tokens.Count, routed.IsTruncated));
    }

    [Fact]
    public void Open_ModelWithoutExperts_SaysSo()
    {
        CheckpointException refusal = Assert.Throws<CheckpointException>(() => Open(Path.Combine(Repository.Fixtures, "models", "llama")));

        Assert.Contains("has no experts: each of its", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _cache.Dispose();

    private RouterRecorder Open(string path) => RouterRecorder.Open(path, new DecoderOptions { Precision = Precision.Float32, Cache = new GraphCache(_cache.Path) });

    private static int[] Ints(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetInt32())];
}
