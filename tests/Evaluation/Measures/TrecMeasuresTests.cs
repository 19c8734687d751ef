using System.Text.Json;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Tests;

namespace SearchEngine.Evaluation.Tests.Measures;

public sealed class TrecMeasuresTests
{
    private static readonly Dictionary<string, int> Judged = new() { ["a"] = 2, ["b"] = 1, ["c"] = 0, ["d"] = -1 };

    [Fact]
    public void Evaluate_FixtureRun_EqualsTrecEval()
    {
        string folder = Path.Combine(Repository.Fixtures, "evaluation");
        Expected expected = JsonSerializer.Deserialize<Expected>(File.ReadAllText(Path.Combine(folder, "expected.json")), Expected.Json)!;

        RunMeasures measured = TrecMeasures.Evaluate(
            TrecRun.Read(Path.Combine(folder, "run.trec")), Qrels.Read(Path.Combine(folder, "qrels.tsv")));

        Assert.Equal(expected.Queries, measured.Queries.Count);
        Assert.Equal(expected.PerQuery.Keys.Order(), measured.Queries.Keys.Order());
        Assert.All(expected.PerQuery, query => AssertEqual(query.Value, measured.Queries[query.Key]));
        AssertEqual(expected.Mean, measured.Mean);
    }

    [Fact]
    public void Evaluate_NoResults_ScoresZero() => Assert.Equal(QueryMeasures.Zero, TrecMeasures.Evaluate([], Judged));

    [Fact]
    public void Evaluate_NothingRelevant_ScoresZero() =>
        Assert.Equal(QueryMeasures.Zero, TrecMeasures.Evaluate([new("a", 1)], new Dictionary<string, int> { ["a"] = 0, ["b"] = -1 }));

    [Fact]
    public void Evaluate_IdealOrder_ScoresOneInAllButPrecision()
    {
        QueryMeasures measures = TrecMeasures.Evaluate([new("b", 1), new("a", 2)], Judged);

        Assert.Equal(new QueryMeasures(1, 1, 1, 1, 0.4), measures);
    }

    [Fact]
    public void Evaluate_Ties_OrdersByIdDescending()
    {
        QueryMeasures measures = TrecMeasures.Evaluate([new("a", 1), new("z", 1), new("y", 1)], Judged);

        Assert.Equal(1.0 / 3, measures.Mrr10);
    }

    [Fact]
    public void Evaluate_ScoresThatDifferBeyondFloat_CountAsTied()
    {
        QueryMeasures measures = TrecMeasures.Evaluate([new("a", 1 + 1e-12), new("z", 1)], Judged);

        Assert.Equal(0.5, measures.Mrr10);
    }

    [Fact]
    public void Evaluate_NegativeJudgement_IsNoGain()
    {
        QueryMeasures measures = TrecMeasures.Evaluate([new("d", 3), new("a", 2), new("b", 1)], Judged);

        double ideal = 2 + 1 / Math.Log2(3);
        Assert.Equal((2 / Math.Log2(3) + 1 / Math.Log2(4)) / ideal, measures.Ndcg10, 1e-12);
    }

    [Fact]
    public void Evaluate_RelevantBelowTheDepth_CountsOnlyInDeeperMeasures()
    {
        ScoredDocument[] documents = [.. Enumerable.Range(0, 10).Select(rank => new ScoredDocument($"x{rank}", 100 - rank)), new("a", 1)];

        QueryMeasures measures = TrecMeasures.Evaluate(documents, new Dictionary<string, int> { ["a"] = 1 });

        Assert.Equal(new QueryMeasures(0, 1, 0, 1.0 / 11, 0), measures);
    }

    [Fact]
    public void Evaluate_JudgedQueryMissingInTheRun_LowersTheMean()
    {
        Dictionary<string, IReadOnlyList<ScoredDocument>> run = new() { ["1"] = [new("a", 1)], ["unjudged"] = [new("a", 1)] };
        Dictionary<string, IReadOnlyDictionary<string, int>> judgements = new()
        {
            ["1"] = new Dictionary<string, int> { ["a"] = 1 },
            ["2"] = new Dictionary<string, int> { ["a"] = 1 },
        };

        RunMeasures measured = TrecMeasures.Evaluate(run, judgements);

        Assert.Equal(["1", "2"], measured.Queries.Keys);
        Assert.Equal(0.5, measured.Mean.Ndcg10);
    }

    private static void AssertEqual(QueryMeasures expected, QueryMeasures measured)
    {
        Assert.Equal(expected.Ndcg10, measured.Ndcg10, 1e-9);
        Assert.Equal(expected.Recall100, measured.Recall100, 1e-9);
        Assert.Equal(expected.Mrr10, measured.Mrr10, 1e-9);
        Assert.Equal(expected.Map, measured.Map, 1e-9);
        Assert.Equal(expected.P5, measured.P5, 1e-9);
    }

    private sealed record Expected(int Queries, QueryMeasures Mean, Dictionary<string, QueryMeasures> PerQuery)
    {
        public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    }
}
