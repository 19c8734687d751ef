using System.Text.Json;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Unusual passages and invalid re-rankers.</summary>
public sealed class RerankingTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private const string Question = "Who approves refunds?", Head = "classifier.weight";

    private readonly ModelCopy _model = new("bert-cross-encoder");

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task EmptyPassages_AreScoredWithoutAnAnswer()
    {
        using CrossEncoder model = CrossEncoder.Load(Shipped);
        RerankResults results = await model.RerankAsync(
            Question, ["", "Refunds are approved by the finance lead.", " \n"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((3, 1), (results.ScoredCount, results.Passages[0].Index));
        Assert.All(results.Passages.Skip(1), passage => Assert.Null(passage.Score!.Answer));
    }

    [Fact]
    public void APassageOfAHundredKilobytes_IsReadInWindows()
    {
        using CrossEncoder model = CrossEncoder.Load(_model.Folder);
        string passage = string.Concat(Enumerable.Repeat("A flea can live up to a year. ", 3_400));
        Assert.True(float.IsFinite(model.Score("how long is the life of a flea", passage).Logit));
    }

    [Fact]
    public async Task TenThousandCandidates_AreScoredWithinTheBudgetAndKept()
    {
        using CrossEncoder model = CrossEncoder.Load(_model.Folder);
        string[] passages = [.. Enumerable.Range(0, 10_000).Select(i => $"Passage {i} of a flea.")];
        RerankResults results = await model.RerankAsync(
            "a flea",
            passages,
            new RerankBudget { MaxCandidates = 100 },
            TestContext.Current.CancellationToken);
        Assert.Equal((100, 10_000), (results.ScoredCount, results.Passages.Count));
        Assert.Equal(Enumerable.Range(100, 9_900), results.Passages.Skip(100).Select(passage => passage.Index));
    }

    [Fact]
    public async Task MixedScripts_AreScored()
    {
        using CrossEncoder model = CrossEncoder.Load(_model.Folder);
        string[] passages =
        [
            "返金は承認されます。",
            "Возврат одобрен. \ud83d\ude00",
            "\u202eتمت الموافقة",
            "\ud800 alone",
            "a\0b\u0301\u200d",
        ];
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        RerankResults results = await model.RerankAsync("返金 возврат 😀", passages, cancellationToken: cancellation);
        Assert.Equal(passages.Length, results.ScoredCount);
    }

    [Fact]
    public async Task AModelWithoutQaOutputs_RanksButMarksNoAnswer()
    {
        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--reranker", _model.Folder, "--json");
        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        using JsonDocument json = JsonDocument.Parse(outcome.Stdout);
        JsonElement passage = json.RootElement.GetProperty("hits")[0].GetProperty("passages")[0];
        Assert.True(passage.GetProperty("explanation").TryGetProperty("rerank", out _));
        Assert.False(passage.TryGetProperty("answer", out _));
    }

    [Fact]
    public async Task AWeightThatIsNaN_IsRefusedWithTheTensorsName()
    {
        _model.EditTensors(tensors => tensors.Select(
            tensor => tensor.Name == Head ? tensor with { Bytes = [.. BitConverter.GetBytes(float.NaN), .. tensor.Bytes[4..]] } : tensor));
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--reranker", _model.Folder),
            ExitCode.Failure,
            _model.GetPath(ModelCopy.Weights),
            Head,
            "NaN or infinity",
            "copy the model again");
    }

    /// <summary>Uses numbers so large that their product is not a number.</summary>
    [Fact]
    public void AScoreThatIsNaN_IsRefusedWithTheFolder()
    {
        _model.EditTensors(tensors => tensors.Select(tensor => tensor.Name is Head or "classifier.bias"
            ? tensor with { Bytes = CreateHugeNumbers(tensor.Bytes.Length / 4) }
            : tensor));
        using CrossEncoder model = CrossEncoder.Load(_model.Folder);
        CheckpointException refused = Assert.Throws<CheckpointException>(() =>
            Enumerable.Range(0, 50).Select(i => model.Score(Question, $"Passage {i} of the finance lead.")).ToArray());
        Assert.Contains("score", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_model.Folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("copy the model again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEncoderInPlaceOfAReranker_IsRefusedWithTheMissingTensor()
    {
        using ModelCopy encoder = new();
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--reranker", encoder.Folder),
            ExitCode.Failure,
            encoder.GetPath(ModelCopy.Weights),
            "classifier.weight",
            "is missing");
    }

    [Fact]
    public async Task AClassifierOfManyLabels_IsRefused()
    {
        _model.EditJson("config.json", config => config["id2label"]!["1"] = "LABEL_1");
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--reranker", _model.Folder),
            ExitCode.Failure,
            _model.GetPath("config.json"),
            "id2label",
            "2 labels");
    }

    [Fact]
    public async Task AMissingFolder_IsNamed() =>
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--reranker", _model.GetSiblingPath("none")),
            ExitCode.Failure,
            _model.GetSiblingPath("none"),
            "no such model folder");

    [Theory]
    [InlineData("off", false)]
    [InlineData("auto", true)]
    [InlineData("2", true)]
    [InlineData("500ms", true)]
    public async Task EveryBudget_IsAccepted(string budget, bool reranks)
    {
        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--rerank", budget, "--json");
        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        using JsonDocument json = JsonDocument.Parse(outcome.Stdout);
        Assert.Equal(reranks, json.RootElement.TryGetProperty("rerank", out _));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("fast")]
    [InlineData("10s")]
    [InlineData("ms")]
    [InlineData("")]
    public async Task AnUnknownBudget_IsRefusedWithTheChoices(string budget) =>
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--rerank", budget),
            ExitCode.UsageError,
            "--rerank takes off, auto, a number of passages or a time such as 500ms");

    private static byte[] CreateHugeNumbers(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(i => BitConverter.GetBytes(i % 2 == 0 ? float.MaxValue : -float.MaxValue))];

    private static string Shipped => Path.Combine(Repository.Models, "reranker-mini-v1");
}
