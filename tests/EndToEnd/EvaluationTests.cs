using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary><c>search eval</c> on a collection in BEIR layout.</summary>
public sealed class EvaluationTests : IDisposable
{
    private const double Tolerance = 1e-9;

    private readonly Home _home = new();

    [Fact]
    public async Task Json_HasExactlyTheFieldsOfTheSchema()
    {
        JsonElement report = await _home.JsonAsync(0, "eval", TinyCollection.Write(_home));

        Assert.Equal(["dataset", "split", "documents", "queries", "stages"], report.EnumerateObject().Select(field => field.Name));
        Assert.Equal("collection", report.GetProperty("dataset").GetString());
        Assert.Equal("test", report.GetProperty("split").GetString());
        Assert.Equal(4, report.GetProperty("documents").GetInt32());
        Assert.Equal(2, report.GetProperty("queries").GetInt32());
        Assert.Equal(
            ["bm25", "dense", "hybrid", "rerank"],
            report.GetProperty("stages").GetStrings("stage"));
        string[] first = ["stage", "ndcg@10", "recall@100", "mrr@10", "map", "p@5", "ms_mean", "ms_p95"];
        Assert.All(report.GetProperty("stages").EnumerateArray().Index(), stage =>
            Assert.Equal(stage.Index == 0 ? first : [.. first, "p"], stage.Item.EnumerateObject().Select(field => field.Name)));
    }

    /// <summary>
    /// For "zebra", every stage ranks the document of that name, judged 0, before the stripes: DCG is 1 / log2(3), the ideal 1.
    /// "automobile" occurs in no document, so words find nothing, which counts as 0; by meaning the car comes first.
    /// </summary>
    [Fact]
    public async Task Measures_EqualThoseComputedByHand()
    {
        JsonElement report = await _home.JsonAsync(0, "eval", TinyCollection.Write(_home), "--split", "test");

        foreach ((string name, double automobile) in ((string, double)[])[("bm25", 0), ("dense", 1), ("hybrid", 1)])
        {
            JsonElement stage = report.GetProperty("stages").EnumerateArray().Single(
                stage => stage.GetProperty("stage").GetString() == name);
            Assert.Equal(((1 / Math.Log2(3)) + automobile) / 2, stage.GetProperty("ndcg@10").GetDouble(), Tolerance);
            Assert.Equal((1 + automobile) / 2, stage.GetProperty("recall@100").GetDouble(), Tolerance);
            Assert.Equal((0.5 + automobile) / 2, stage.GetProperty("mrr@10").GetDouble(), Tolerance);
            Assert.Equal((0.5 + automobile) / 2, stage.GetProperty("map").GetDouble(), Tolerance);
            Assert.Equal((0.2 + (0.2 * automobile)) / 2, stage.GetProperty("p@5").GetDouble(), Tolerance);
        }
    }

    [Fact]
    public async Task TheUsersIndex_IsNotTouched()
    {
        await _home.RunAsync(0, "eval", TinyCollection.Write(_home), "--json");

        Assert.False(Directory.Exists(_home.DataHome));
    }

    [Fact]
    public async Task Text_IsATableOfEightyColumns()
    {
        string[] lines = (await _home.RunAsync(0, "eval", TinyCollection.Write(_home))).Stdout.Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        string[] FindRow(string text) =>
            lines.Single(line => line.Contains(text, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["stage", "nDCG@10", "p", "recall@100", "MRR@10", "MAP", "P@5", "ms", "mean", "ms", "p95"], FindRow("stage"));
        Assert.Equal(8, FindRow("bm25").Length);
        Assert.Equal(9, FindRow("hybrid").Length);
    }

    [Fact]
    public async Task SecondRun_EncodesNothing()
    {
        string collection = TinyCollection.Write(_home);
        JsonElement first = await _home.JsonAsync(0, "eval", collection);
        Dictionary<string, byte[]> vectors = Vectors();

        JsonElement second = await _home.JsonAsync(0, "eval", collection);

        Assert.NotEmpty(vectors);
        Assert.Equal(vectors, Vectors());
        Assert.Equal(Ndcg(first), Ndcg(second));
    }

    [Fact]
    public async Task Runs_AreWrittenForEachStage()
    {
        await _home.RunAsync(0, "eval", TinyCollection.Write(_home), "--runs", _home.GetPath("some/runs"));

        Assert.Equal(
            ["collection.test.bm25.run", "collection.test.dense.run", "collection.test.hybrid.run", "collection.test.rerank.run"],
            Directory.EnumerateFiles(_home.GetPath("some/runs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] words = File.ReadAllLines(_home.GetPath("some/runs/collection.test.bm25.run"));
        Assert.Equal(["q1 Q0 zebra 1", "q1 Q0 stripes 2"], words.Select(line => string.Join(' ', line.Split(' ')[..4])));
        Assert.All(words, line => Assert.EndsWith(" searchengine-bm25", line, StringComparison.Ordinal));
    }

    /// <summary>The judgements contain only the query "zebra" and one relevant document, which all stages rank first.</summary>
    [Theory]
    [InlineData("query-id\tcorpus-id\tscore\nq1\tzebra\t1\nq1\tnowhere\t0\n")]
    [InlineData("q1 0 zebra 1\nq1 0 nowhere 0\n")]
    public async Task Qrels_FromAFile_ReplaceTheSplit(string qrels)
    {
        string file = _home.Write("round1.qrels", qrels);

        JsonElement report = await _home.JsonAsync(0, "eval", TinyCollection.Write(_home), "--qrels", file);

        Assert.Equal("round1", report.GetProperty("split").GetString());
        Assert.Equal([1, 1, 1, 1], Ndcg(report));
    }

    [Fact]
    public async Task Questions_AreAskedOfTheUsersOwnIndex()
    {
        _home.Write("notes/animals/zebra.md", "# Zebra\n\nEach bears a pattern of black and white stripes.\n");
        _home.Write("notes/car.md", "A car drove down the motorway.\n");
        string questions = _home.Write("mine.jsonl", """
            {"question": "black and white stripes", "paths": ["animals/zebra.md"]}
            {"_id": "q2", "question": "motorway", "paths": ["car.md"]}
            """);

        JsonElement report = await _home.JsonAsync(0, "eval", "--questions", questions, "--in", _home.GetPath("notes"));

        Assert.Equal(("notes", "mine", 2, 2), (
            report.GetProperty("dataset").GetString(),
            report.GetProperty("split").GetString(),
            report.GetProperty("documents").GetInt32(),
            report.GetProperty("queries").GetInt32()));
        Assert.Equal([1, 1, 1, 1], Ndcg(report));
        Assert.Equal(["animals/zebra.md"], await _home.FindAsync("stripes", "-n", "1"));
    }

    /// <summary>NFCorpus, test split: 3,633 documents, 323 queries.</summary>
    [Fact]
    public async Task NfCorpus_ReachesTheDocumentedQuality()
    {
        SlowSuite.RequireAll();
        string folder = Path.Combine(Repository.Data ?? "", "ir", "nfcorpus");
        if (Repository.Data is null || !Directory.Exists(folder)) Assert.Skip("NFCorpus is not here");

        JsonElement report = await _home.JsonAsync(0, "eval", folder, "--split", "test");

        Dictionary<string, double> ndcg = report.GetProperty("stages").EnumerateArray()
            .ToDictionary(stage => stage.GetProperty("stage").GetString()!, stage => stage.GetProperty("ndcg@10").GetDouble());
        Assert.InRange(ndcg["bm25"], 0.315, 1);
        Assert.InRange(ndcg["dense"], 0.340, 1);
        Assert.InRange(ndcg["hybrid"], 0.360, 1);
    }

    public void Dispose() => _home.Dispose();

    private static double[] Ndcg(JsonElement report) =>
        [.. report.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("ndcg@10").GetDouble())];

    /// <summary>Reads the vectors of the collection's index in the cache folder.</summary>
    private Dictionary<string, byte[]> Vectors() =>
        Directory.EnumerateFiles(
            Path.Combine(_home.CacheHome, "searchengine", "evaluation", "collection", "vectors"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, File.ReadAllBytes);
}
