using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>The cross-encoder on a GPU, where this build (<c>-p:Gpu=true</c>) and machine have one.</summary>
public sealed class CudaTests
{
    private const float Tolerance = 0.05f;

    private static readonly IReadOnlyList<ReferencePair> Pairs = ReferencePair.OfTheShippedModel;

    public CudaTests()
    {
        if (DeviceChoice.Resolve(Device.Cuda).FallbackReason is { } missing) Assert.Skip($"CUDA is not available: {missing}");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Score_OfTheShippedModel_IsNearTheReference()
    {
        using CrossEncoder model = Load(ShippedModel.Folder);
        Assert.Equal(Device.Cuda, model.Device.Device);
        foreach (ReferencePair pair in Pairs) AssertNear(pair, model.Score(pair.Query, pair.Passage));
    }

    /// <summary>All passages in one row, each query's own among those of the others, in their order and reversed.</summary>
    [Fact]
    public async Task Rerank_AllPassagesInOneRow_IsNearTheReference()
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
    /// Several rows' worth, long passages in windows among them: the order is that of the scores that each has alone,
    /// but for near ties.
    /// </summary>
    [Fact]
    public async Task Rerank_ThreeHundredPassages_OrdersThemAsSingleScoresDo()
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
                $"passage {pair.Second.Index} is better than {pair.First.Index}, but comes after it"));
    }

    /// <summary>
    /// Families that the shipped model is not of: without segments, with positions that turn, with a bias in attention,
    /// with means for the score.
    /// </summary>
    [Theory]
    [MemberData(nameof(ReferencePair.Families), MemberType = typeof(ReferencePair))]
    public async Task Rerank_OfEachFamily_IsNearTheCpu(string family)
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
        Assert.Equal(pair.SpanText, pair.AnswerOf(score));
    }
}
