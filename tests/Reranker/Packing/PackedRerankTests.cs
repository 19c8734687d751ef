using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests.Packing;

/// <summary>Tests of reranking in packed rows, as on a GPU.</summary>
public sealed class PackedRerankTests
{
    private const string Question = "how long is the life of a flea";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Folder => Path.Combine(Repository.Fixtures, "models", "bert-cross-encoder");

    /// <summary>Creates passages of 3 to about 40 tokens, each with a different number.</summary>
    private static string[] Passages(int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Join(' ', Enumerable.Repeat($"flea {i}", 1 + i * 7 % 10)))];

    [Fact]
    public async Task Rerank_WithoutBudget_RunsOneRow()
    {
        using PackedCrossEncoder model = new(Folder, Precision.Float32);
        RerankResults results = await model.Model.RerankAsync(Question, Passages(100), default, Token);
        Assert.Equal([100], model.Rows);
        Assert.Equal(100, results.ScoredCount);
    }

    [Fact]
    public async Task Rerank_MorePassagesThanOneRow_ScoresAll()
    {
        const float Same = 1e-4f;
        string[] passages = Passages(60);
        using PackedCrossEncoder model = new(Folder, Precision.Float32, new RowBudget(MaxTokens: 200, MaxTexts: 7));
        using CrossEncoder cpu = CrossEncoder.Load(Folder, new CrossEncoderOptions { Precision = Precision.Float32 });

        RerankResults results = await model.Model.RerankAsync(Question, passages, default, Token);

        Assert.Equal(60, model.Rows.Sum());
        Assert.All(model.Rows, pairs => Assert.InRange(pairs, 1, 7));
        Assert.Equal(Enumerable.Range(0, 60), results.Passages.Select(passage => passage.Index).Order());
        Assert.All(
            results.Passages,
            passage => Assert.Equal(cpu.Score(Question, passages[passage.Index]).Logit, passage.Score!.Logit, Same));
    }

    /// <summary>The windows of a passage share a row, and the best one determines the score.</summary>
    [Fact]
    public void Score_LongPassage_RunsItsWindowsInOneRow()
    {
        const float Same = 1e-4f;
        string passage = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"flea {i}"));
        using PackedCrossEncoder model = new(Folder, Precision.Float32);
        using CrossEncoder cpu = CrossEncoder.Load(Folder, new CrossEncoderOptions { Precision = Precision.Float32 });

        PassageScore score = model.Model.Score(Question, passage);

        Assert.Equal([model.Model.SplitIntoWindows(Question, passage).Count], model.Rows);
        Assert.InRange(model.Rows[0], 2, 100);
        Assert.Equal(cpu.Score(Question, passage).Logit, score.Logit, Same);
    }

    [Fact]
    public async Task Rerank_ZeroTimeBudget_ScoresOneBatch()
    {
        using PackedCrossEncoder model = new(Folder, Precision.Float32);
        RerankResults results = await model.Model.RerankAsync(Question, Passages(70), new RerankBudget { MaxMilliseconds = 0 }, Token);
        Assert.Equal(64, results.ScoredCount);
        Assert.Equal(Enumerable.Range(0, 64), results.Passages.Take(64).Select(passage => passage.Index).Order());
        Assert.Equal(Enumerable.Range(64, 6), results.Passages.Skip(64).Select(passage => passage.Index));
        Assert.Equal([64], model.Rows);
    }

    [Fact]
    public async Task Rerank_LargeTimeBudget_ChecksTimeBetweenRows()
    {
        using PackedCrossEncoder model = new(Folder, Precision.Float32);
        RerankResults results = await model.Model.RerankAsync(Question, Passages(150), new RerankBudget { MaxMilliseconds = 1e7 }, Token);
        Assert.Equal(150, results.ScoredCount);
        Assert.Equal([64, 64, 22], model.Rows);
    }

    [Fact]
    public async Task Rerank_Disposed_Throws()
    {
        using PackedCrossEncoder model = new(Folder, Precision.Float32);
        model.Model.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.Model.RerankAsync(Question, Passages(2), default, Token));
    }
}
