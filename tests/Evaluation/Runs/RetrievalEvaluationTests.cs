using System.Text.Json;
using SearchEngine.Encoder;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Evaluation.Tests.Collections;
using SearchEngine.Ingestion;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Evaluation.Tests.Runs;

/// <summary>Uses a collection so small that every ranking is obvious, searched with the built-in model.</summary>
public sealed class RetrievalEvaluationTests : IDisposable
{
    private readonly BeirFolder _collection = new();
    private readonly TemporaryFolder _folder = new();

    public RetrievalEvaluationTests()
    {
        _collection.Write("corpus.jsonl", """
            {"_id": "bread", "title": "Sourdough bread", "text": "A loaf raised with wild yeast; the dough ferments overnight."}
            {"_id": "yeast", "title": "Yeast", "text": "A fungus that bakers and brewers use."}
            {"_id": "moon", "title": "The moon", "text": "It orbits the earth once in 27 days and pulls the tides."}
            {"_id": "tax", "title": "Income tax", "text": "Due in April; late payment costs interest."}
            {"_id": "tax2", "title": "Sales tax", "text": "Shops collect it and pay it to the state."}
            """);
        _collection.Write("queries.jsonl", """
            {"_id": "q1", "text": "sourdough loaf with wild yeast"}
            {"_id": "q2", "text": "lunar satellite circling our planet"}
            {"_id": "q3", "text": "when is income tax due"}
            {"_id": "q4", "text": "nobody judged this one"}
            """);
        _collection.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tbread\t2\nq1\tyeast\t1\nq2\tmoon\t1\nq3\ttax2\t1\n");
    }

    public void Dispose()
    {
        _collection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_SmallCollection_HasTheExpectedMeasures()
    {
        EvaluationReport report = await RunAsync([]);

        Assert.Equal((Path.GetFileName(_collection.Root), "test", 5, 3), (report.Dataset, report.Split, report.Documents, report.Queries));
        Assert.Equal(["bm25", "dense", "hybrid", "rerank"], report.Stages.Select(stage => stage.Stage));

        // q1 finds bread, then yeast; q3 finds tax, then tax2, which is judged. The words of q2 do not occur, but its meaning does.
        double second = 1 / Math.Log2(3);
        AssertMeasures(
            report.Stages[0],
            ndcg: (1 + 0 + second) / 3,
            recall: (1 + 0 + 1) / 3.0,
            reciprocalRank: (1 + 0 + 0.5) / 3,
            precision: (2 + 0 + 1) / 15.0);
        AssertMeasures(
            report.Stages[1],
            ndcg: (1 + 1 + second) / 3,
            recall: 1,
            reciprocalRank: (1 + 1 + 0.5) / 3,
            precision: (2 + 1 + 1) / 15.0);
        AssertMeasures(
            report.Stages[2],
            ndcg: (1 + 1 + second) / 3,
            recall: 1,
            reciprocalRank: (1 + 1 + 0.5) / 3,
            precision: (2 + 1 + 1) / 15.0);
        Assert.All(report.Stages, stage => Assert.True(stage.MillisecondsMean > 0 && stage.Milliseconds95 >= stage.MillisecondsMean));

        // Lexical search misses only q2. Of 27 resamples of three queries, 19 draw it at least once. The other two stages
        // have equal rankings.
        Assert.Null(report.Stages[0].P);
        Assert.Equal(PairedBootstrap.Test([0, 1, 0]), report.Stages[1].P);
        Assert.Equal(1, report.Stages[2].P);
    }

    [Fact]
    public async Task Run_WithoutReranking_MeasuresTheOtherStagesTheSame()
    {
        EvaluationReport whole = await RunAsync([]), report = await RunAsync([], reranks: false);
        Assert.Equal(Quality(whole).Take(3), Quality(report));
    }

    [Fact]
    public async Task Run_SecondTime_EncodesNothingAndMeasuresTheSame()
    {
        List<IndexProgress> first = [], second = [];
        EvaluationReport before = await RunAsync(first), after = await RunAsync(second);

        Assert.Contains(first, progress => progress.Stage == IndexStage.Encoding);
        Assert.DoesNotContain(second, progress => progress.Stage == IndexStage.Encoding);
        Assert.Equal(Quality(before), Quality(after));
        Assert.Equal(5, after.Documents);
    }

    [Fact]
    public async Task Run_AsJson_IsTheDocumentedSchema()
    {
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(await RunAsync([])));
        Assert.Equal(
            ["dataset", "split", "documents", "queries", "stages"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        string[] first = ["stage", "ndcg@10", "recall@100", "mrr@10", "map", "p@5", "ms_mean", "ms_p95"];
        Assert.Equal(first, json.RootElement.GetProperty("stages")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal([.. first, "p"], json.RootElement.GetProperty("stages")[1].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Run_WithRunFolder_WritesRunsThatMeasureTheSame()
    {
        string folder = _folder["some/runs"];
        EvaluationReport report = await RunAsync([], RunFolder.Open(folder));

        string name = Path.GetFileName(_collection.Root);
        Assert.Equal(
            report.Stages.Select(stage => $"{name}.test.{stage.Stage}.run").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> judgements = BeirCollection.Open(_collection.Root).Judgements;
        Assert.All(report.Stages, stage =>
        {
            string file = Path.Combine(folder, $"{name}.test.{stage.Stage}.run");
            QueryMeasures measured = TrecMeasures.Evaluate(TrecRun.Read(file), judgements).Mean;
            Assert.Equal(new QueryMeasures(stage.Ndcg10, stage.Recall100, stage.Mrr10, stage.Map, stage.P5), measured);
            Assert.All(File.ReadLines(file), line => Assert.Matches($@"^q\d Q0 \w+ \d \S+ searchengine-{stage.Stage}$", line));
        });
    }

    [Fact]
    public async Task Run_WithProgress_CountsTheQueriesOfEachStage()
    {
        List<StageProgress> heard = [];
        EvaluationReport report = await RunAsync([], progress: new ProgressList<StageProgress>(heard));

        Assert.Equal(
            report.Stages.SelectMany(stage => Enumerable.Range(1, 3).Select(done => new StageProgress(stage.Stage, done, 3))),
            heard);
    }

    [Fact]
    public async Task Run_JudgedDocumentMissingInTheCorpus_CountsAsNotFound()
    {
        _collection.Write("qrels/test.tsv", "q1\tbread\t1\nq1\tlost\t1\n");

        StageReport words = (await RunAsync([])).Stages[0];

        Assert.Equal((0.5, 1.0), (words.Recall100, words.Mrr10));
    }

    private async Task<EvaluationReport> RunAsync(
        List<IndexProgress> indexing,
        RunFolder? runs = null,
        IProgress<StageProgress>? progress = null,
        bool reranks = true)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(
            new KnowledgeBaseOptions
            {
                IndexPath = _folder["index"],
                ModelFolder = Path.Combine(Repository.Models, "bge-small-en-v1.5"),
                Encoder = new EncoderOptions { Cache = new GraphCache(_folder["graphs"]) },
            },
            TestContext.Current.CancellationToken);
        BeirCollection collection = BeirCollection.Open(_collection.Root);
        await RetrievalEvaluation.IndexAsync(
            knowledge,
            collection,
            new ProgressList<IndexProgress>(indexing),
            TestContext.Current.CancellationToken);
        return await RetrievalEvaluation.RunAsync(knowledge, collection, runs, progress, reranks, TestContext.Current.CancellationToken);
    }

    /// <summary>In each of these queries, average precision equals the reciprocal rank: relevant documents are consecutive.</summary>
    private static void AssertMeasures(StageReport stage, double ndcg, double recall, double reciprocalRank, double precision)
    {
        Assert.Equal(ndcg, stage.Ndcg10, 1e-9);
        Assert.Equal(recall, stage.Recall100, 1e-9);
        Assert.Equal(reciprocalRank, stage.Mrr10, 1e-9);
        Assert.Equal(reciprocalRank, stage.Map, 1e-9);
        Assert.Equal(precision, stage.P5, 1e-9);
    }

    private static IEnumerable<StageReport> Quality(EvaluationReport report) =>
        report.Stages.Select(stage => stage with { MillisecondsMean = 0, Milliseconds95 = 0 });
}
