namespace SearchEngine.Reranker.Tests;

public sealed class RerankTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private const string Question = "Who approves refunds?";
    private const string AnswerPassage = "Refunds above 500 euros are approved by the finance lead, Maria Okafor.";

    private static readonly string[] Passages =
    [
        "Shift managers open the shop at nine.",
        "Bread is baked at four.",
        AnswerPassage,
        "The oven was bought in 2019.",
        "Customers ask for refunds by mail.",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rerank_WithoutBudget_ScoresAllBestFirst()
    {
        RerankResults results = await shipped.Model.RerankAsync(Question, Passages, default, Token);
        Assert.Equal(5, results.ScoredCount);
        Assert.Equal(2, results.Passages[0].Index);
        Assert.Equal(Enumerable.Range(0, 5), results.Passages.Select(passage => passage.Index).Order());
        Assert.Equal(
            results.Passages.Select(passage => passage.Score!.Logit).OrderDescending(),
            results.Passages.Select(passage => passage.Score!.Logit));
        AnswerSpan answer = results.Passages[0].Score!.Answer!.Value;
        Assert.EndsWith("finance lead, Maria Okafor", AnswerPassage[answer.Start..answer.End], StringComparison.Ordinal);
        Assert.True(answer.Score > results.Passages[0].Score!.NoAnswerScore);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Rerank_CandidateBudget_KeepsOrderOfUnscoredPassages(int candidates)
    {
        RerankResults results = await shipped.Model.RerankAsync(Question, Passages, new RerankBudget { MaxCandidates = candidates }, Token);
        Assert.Equal(candidates, results.ScoredCount);
        Assert.Equal(Enumerable.Range(0, candidates), results.Passages.Take(candidates).Select(passage => passage.Index).Order());
        Assert.Equal(Enumerable.Range(candidates, 5 - candidates), results.Passages.Skip(candidates).Select(passage => passage.Index));
        Assert.All(results.Passages.Skip(candidates), passage => Assert.Null(passage.Score));
    }

    [Fact]
    public async Task Rerank_ZeroTimeBudget_ScoresOnePassagePerCore()
    {
        RerankResults results = await shipped.Model.RerankAsync(Question, Passages, new RerankBudget { MaxMilliseconds = 0 }, Token);
        Assert.Equal(Math.Min(Environment.ProcessorCount, 5), results.ScoredCount);
    }

    [Fact]
    public async Task Rerank_LargeTimeBudget_ScoresAll()
    {
        RerankResults results = await shipped.Model.RerankAsync(Question, Passages, new RerankBudget { MaxMilliseconds = 1e7 }, Token);
        Assert.Equal(5, results.ScoredCount);
    }

    /// <summary>A score does not depend on the other passages, their order or the number of threads.</summary>
    [Fact]
    public async Task Rerank_AnyOrderAndThreads_EqualsSingleScores()
    {
        PassageScore[] alone = [.. Passages.Select(passage => shipped.Model.Score(Question, passage))];
        using CrossEncoder one = CrossEncoder.Load(ShippedModel.Folder, new CrossEncoderOptions { Threads = 1 });
        foreach (CrossEncoder model in (CrossEncoder[])[shipped.Model, one])
        {
            RerankResults results = await model.RerankAsync(Question, [.. Passages.Reverse()], default, Token);
            Assert.All(results.Passages, passage => Assert.Equal(alone[4 - passage.Index], passage.Score));
        }
    }

    [Fact]
    public async Task Rerank_EqualPassages_KeepOrder()
    {
        string[] passages = [AnswerPassage, "Bread.", AnswerPassage, AnswerPassage];
        RerankResults results = await shipped.Model.RerankAsync(Question, passages, default, Token);
        Assert.Equal([0, 2, 3, 1], results.Passages.Select(passage => passage.Index));
    }

    [Fact]
    public async Task Rerank_NoPassages_ReturnsNone()
    {
        RerankResults results = await shipped.Model.RerankAsync(Question, [], default, Token);
        Assert.Equal((0, 0), (results.ScoredCount, results.Passages.Count));
    }

    [Fact]
    public async Task Rerank_Cancelled_Throws()
    {
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => shipped.Model.RerankAsync(Question, Passages, default, stopped.Token));
    }
}
