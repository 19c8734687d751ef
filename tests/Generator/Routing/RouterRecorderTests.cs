using System.Text.Json;
using SearchEngine.Generator.Routing;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Generator.Tests.Routing;

/// <summary>Compares the recorded experts with those of the reference implementation.</summary>
public sealed class RouterRecorderTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Families => ["granite-moe", "granite-moe-shared"];

    [Theory]
    [MemberData(nameof(Families))]
    public void Record_Fixtures_MatchesTheReferenceExpertsAndWeights(string family)
    {
        string folder = Path.Combine(Repository.Fixtures, "models", family);
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        using RouterRecorder recorder = Open(folder);
        int chosen = recorder.Experts.ExpertsPerToken;
        foreach (JsonElement expected in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            (int[][] experts, float[][] weights) = recorder.Record(ReadInts(expected.GetProperty("input_ids")), Cancellation);
            float[][][] logits = expected.GetProperty("router_logits").Deserialize<float[][][]>()!;
            Assert.Equal(logits.Length, experts.Length);
            for (int layer = 0; layer < logits.Length; layer++)
            {
                Assert.Equal(logits[layer].Length * chosen, experts[layer].Length);
                for (int token = 0; token < logits[layer].Length; token++)
                {
                    float[] row = logits[layer][token];
                    int[] best = [.. Enumerable.Range(0, row.Length).OrderByDescending(expert => row[expert]).Take(chosen)];
                    Assert.Equal(best, experts[layer].AsSpan(token * chosen, chosen).ToArray());
                    float sum = best.Sum(expert => MathF.Exp(row[expert]));
                    for (int rank = 0; rank < chosen; rank++)
                        Assert.Equal(MathF.Exp(row[best[rank]]) / sum, weights[layer][token * chosen + rank], 0.001f);
                }
            }
        }
    }

    [Fact]
    public void Record_ShippedModel_MatchesTheReferenceExperts()
    {
        string expectations = Path.Combine(Repository.Fixtures, "real", "answerer-moe-135m.json");
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(expectations));
        using RouterRecorder recorder = Open(Path.Combine(Repository.Models, "answerer-moe-135m"));
        foreach (JsonElement expected in reference.RootElement.GetProperty("cases").EnumerateArray().Take(2))
        {
            (int[][] experts, _) = recorder.Record(ReadInts(expected.GetProperty("input_ids")), Cancellation);

            Assert.Equal(
                [.. expected.GetProperty("last_experts_per_layer").EnumerateArray().Select(layer => string.Join(' ', ReadInts(layer)))],
                experts.Select(layer => string.Join(' ', layer[^recorder.Experts.ExpertsPerToken..].Order())));
        }
    }

    [Fact]
    public void Record_Text_ReturnsSpanAndChoicesOfEachToken()
    {
        const string Text = "Bread rises because yeast breathes: 250 g of flour, 160 g of water.";
        using RouterRecorder recorder = Open(Path.Combine(Repository.Fixtures, "models", "granite-moe"));

        RouterRecording recording = recorder.Record(Text, cancellation: Cancellation);

        int chosen = recorder.Experts.ExpertsPerToken;
        Assert.Equal(Text, string.Concat(recording.Spans.Select(span => Text[span.Start..span.End])));
        Assert.Equal((Text, recorder.Shape.Layers, false), (recording.Text, recording.Experts.Count, recording.IsTruncated));
        Assert.All(recording.Experts, layer => Assert.Equal(recording.Spans.Count * chosen, layer.Length));
        Assert.All(recording.Weights.SelectMany(layer => layer.Chunk(chosen)), weights => Assert.Equal(1, weights.Sum(), 0.0001f));
    }

    [Fact]
    public void Record_TextLongerThanMaxTokens_IsTruncated()
    {
        using RouterRecorder recorder = Open(Path.Combine(Repository.Fixtures, "models", "granite-moe"));

        RouterRecording recording = recorder.Record(string.Join(' ', Enumerable.Range(0, 400)), maxTokens: 50, Cancellation);

        Assert.Equal((50, true), (recording.Spans.Count, recording.IsTruncated));
    }

    [Fact]
    public void Open_ModelWithoutExperts_Throws()
    {
        CheckpointException error = Assert.Throws<CheckpointException>(() => Open(Path.Combine(Repository.Fixtures, "models", "llama")));

        Assert.Contains("has no experts: each of its", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _cache.Dispose();

    private RouterRecorder Open(string path) =>
        RouterRecorder.Open(path, new DecoderOptions { Precision = Precision.Float32, Cache = new GraphCache(_cache.Path) });

    private static int[] ReadInts(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetInt32())];
}
