using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary><c>search eval</c> on a collection in BEIR layout.</summary>
public sealed class EvaluationTests : IDisposable
{
    private const double Tolerance = 1e-9;

    private readonly Home _home = new();

    [Fact]
    public async Task Json_HoldsExactlyTheFieldsOfTheSchema()
    {
        JsonElement report = await _home.JsonAsync(0, "eval", TinyCollection.Write(_home));

        Assert.Equal(["dataset", "split", "documents", "queries", "stages"], report.EnumerateObject().Select(field => field.Name));
        Assert.Equal("collection", report.GetProperty("dataset").GetString());
        Assert.Equal("test", report.GetProperty("split").GetString());
        Assert.Equal(4, report.GetProperty("documents").GetInt32());
        Assert.Equal(2, report.GetProperty("queries").GetInt32());
        Assert.Equal(["bm25", "dense", "hybrid"], report.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        Assert.All(report.GetProperty("stages").EnumerateArray(), stage => Assert.Equal(
            ["stage", "ndcg@10", "recall@100", "mrr@10", "map", "p@5", "ms_mean", "ms_p95"], stage.EnumerateObject().Select(field => field.Name)));
    }

    /// <summary>
    /// "zebra": every stage ranks the document of that name, judged 0, before the stripes: DCG is 1 / log2(3), the ideal 1. "automobile"
    /// occurs nowhere, so words find nothing, and counts 0; by meaning the car comes first.
    /// </summary>
    [Theory]
    [InlineData("bm25", 0.0)]
    [InlineData("dense", 1.0)]
    [InlineData("hybrid", 1.0)]
    public async Task Measures_AreThoseComputedByHand(string name, double automobile)
    {
        JsonElement report = await _home.JsonAsync(0, "eval", TinyCollection.Write(_home), "--split", "test");

        JsonElement stage = report.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("stage").GetString() == name);
        Assert.Equal(((1 / Math.Log2(3)) + automobile) / 2, stage.GetProperty("ndcg@10").GetDouble(), Tolerance);
        Assert.Equal((1 + automobile) / 2, stage.GetProperty("recall@100").GetDouble(), Tolerance);
        Assert.Equal((0.5 + automobile) / 2, stage.GetProperty("mrr@10").GetDouble(), Tolerance);
        Assert.Equal((0.5 + automobile) / 2, stage.GetProperty("map").GetDouble(), Tolerance);
        Assert.Equal((0.2 + (0.2 * automobile)) / 2, stage.GetProperty("p@5").GetDouble(), Tolerance);
    }

    [Fact]
    public async Task TheUsersIndex_IsNotTouched()
    {
        await _home.RunAsync(0, "eval", TinyCollection.Write(_home), "--json");

        Assert.False(Directory.Exists(_home.DataHome));
    }

    /// <summary>NFCorpus, test split: 3,633 documents, 323 queries.</summary>
    [Fact]
    public async Task NfCorpus_IsAnsweredAsWellAsPromised()
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
}
