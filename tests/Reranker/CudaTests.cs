using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>Tests the cross-encoder on CUDA. Skipped unless the build (<c>-p:Gpu=true</c>) and the machine support CUDA.</summary>
public sealed class CudaTests
{
    private const float Tolerance = 0.05f;

    private static readonly IReadOnlyList<ReferencePair> Pairs = ReferencePair.ForShippedModel;

    public CudaTests()
    {
        if (DeviceChoice.Resolve(Device.Cuda).FallbackReason is { } missing) Assert.Skip($"CUDA is not available: {missing}");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Score_ShippedModel_IsNearReference()
    {
        using CrossEncoder model = Load(ShippedModel.Folder);
        Assert.Equal(Device.Cuda, model.Device.Device);
        foreach (ReferencePair pair in Pairs) AssertNear(pair, model.Score(pair.Query, pair.Passage));
    }

    /// <summary>Scores the passages of all pairs in one row for each query, in order and reversed.</summary>
    [Fact]
    public async Task Rerank_AllPassagesInOneRow_IsNearReference()
    {
        using CrossEncoder model = Load(ShippedModel.Folder);
        string[] passages = [.. Pairs.Select(pair => pair.Passage).Distinct()];
        foreach (string[] row in (string[][])[passages, [.. passages.Reverse()]])
        {
            foreach (ReferencePair pair in Pairs)
            {
                RerankResults results = await model.RerankAsync(pair.Query, row, default, Token);
                Assert.Equal(row.Length, results.ScoredCount);
                AssertNear(pair, results.Passages.Single(passage => row[passage.Index] == pair.Passage).Score!);
            }
        }
    }

    /// <summary>
    /// Scores several rows of passages, some long enough for windows: the order must be that of the single scores,
    /// except for near ties.
    /// </summary>
    [Fact]
    public async Task Rerank_ThreeHundredPassages_OrdersThemBySingleScores()
    {
        using CrossEncoder model = Load(ShippedModel.Folder);
        string question = Pairs[0].Query;
        string[] passages =
        [
            .. Enumerable.Range(0, 300).Select(
                i => string.Join(' ', Enumerable.Range(0, 1 + i % 23).Select(k => Pairs[(i + k * k) % Pairs.Count].Passage))),
        ];
        PassageScore[] alone = [.. passages.Select(passage => model.Score(question, passage))];

        RerankResults results = await model.RerankAsync(question, passages, default, Token);

        Assert.Equal(Enumerable.Range(0, 300), results.Passages.Select(passage => passage.Index).Order());
        Assert.All(results.Passages, passage => Assert.Equal(alone[passage.Index].Logit, passage.Score!.Logit, Tolerance));
        Assert.All(results.Passages.Zip(results.Passages.Skip(1)), pair =>
            Assert.True(
                alone[pair.First.Index].Logit >= alone[pair.Second.Index].Logit - Tolerance,
                $"passage {pair.Second.Index} has a higher score than {pair.First.Index}, but comes after it"));
    }

    /// <summary>
    /// Tests families other than that of the shipped model: without segments, with rotary positions, with an attention
    /// bias, with mean pooling for the score.
    /// </summary>
    [Theory]
    [MemberData(nameof(ReferencePair.Families), MemberType = typeof(ReferencePair))]
    public async Task Rerank_EachFamily_IsNearCpu(string family)
    {
        string folder = Path.Combine(Repository.Fixtures, "models", family), question = Pairs[0].Query;
        string[] passages = [.. Pairs.Select(pair => pair.Passage), "flea"];
        using CrossEncoder model = Load(folder), cpu = CrossEncoder.Load(folder, new CrossEncoderOptions { Precision = Precision.Float32 });
        RerankResults results = await model.RerankAsync(question, passages, default, Token);
        Assert.All(
            results.Passages,
            passage => Assert.Equal(cpu.Score(question, passages[passage.Index]).Logit, passage.Score!.Logit, Tolerance));
    }

    private static CrossEncoder Load(string folder) => CrossEncoder.Load(folder, new CrossEncoderOptions { Device = Device.Cuda });

    private static void AssertNear(ReferencePair pair, PassageScore score)
    {
        Assert.Equal(pair.Logit, score.Logit, Tolerance);
        Assert.Equal(pair.SpanText, pair.GetAnswer(score));
    }
}
