using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Inspecting and listing incomplete model folders.</summary>
public sealed class InspectionTests(SearchCommand search) : IClassFixture<SearchCommand>, IDisposable
{
    private const string Bias = "encoder.layer.0.attention.output.LayerNorm.bias", Query = "encoder.layer.2.attention.self.query.weight";

    private readonly ModelCopy _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Inspect_ValidFolder_DescribesIt()
    {
        JsonElement report = await InspectAsync(0);
        Assert.True(report.GetProperty("complete").GetBoolean());
        Assert.Equal(("model", "bert", "WordPiece"), (
            report.GetProperty("name").GetString(), report.GetProperty("family").GetString(), report.GetProperty("tokenizer").GetString()));
        Assert.Equal(
            [3, 64, 4, 900, 200],
            ((string[])["layers", "hidden", "heads", "vocabulary", "positions"]).Select(field => report.GetProperty(field).GetInt32()));
        Assert.Equal(64, report.GetProperty("embedding").GetProperty("dimensions").GetInt32());
        Assert.Equal(0, report.GetProperty("faults").GetArrayLength());
        Assert.InRange(report.GetProperty("parameters").GetInt64(), 900 * 64, new FileInfo(_model.GetPath(ModelCopy.Weights)).Length / 4);
    }

    [Fact]
    public async Task Inspect_SeveralFaults_NamesEach()
    {
        _model.EditTensors(tensors => tensors.Where(tensor => tensor.Name is not Bias and not Query));
        File.Delete(_model.GetPath("tokenizer.json"));

        JsonElement report = await InspectAsync(1);

        Assert.False(report.GetProperty("complete").GetBoolean());
        string faults = report.GetProperty("faults").GetRawText();
        Assert.All(
            (string[])[Bias, Query, "is missing", "tokenizer.json", "download the model's tokenizer.json"],
            named => Assert.Contains(named, faults, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inspect_Pickle_SaysToConvertIt()
    {
        File.Move(_model.GetPath(ModelCopy.Weights), _model.GetPath("pytorch_model.bin"));
        ProcessOutcome outcome = await RunAsync(1, null, "inspect", _model.Folder);
        Assert.Contains("incomplete", outcome.Stdout, StringComparison.Ordinal);
        Assert.Contains("convert it to safetensors", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_FolderWithoutAModel_IsIncomplete()
    {
        foreach (string file in Directory.EnumerateFiles(_model.Folder)) File.Delete(file);
        Assert.Contains("config.json", (await InspectAsync(1)).GetProperty("faults").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_FolderOfModels_ShowsCompleteAndIncompleteOnes()
    {
        string models = Path.GetDirectoryName(_model.Folder)!;
        Directory.CreateDirectory(_model.GetSiblingPath("no-model"));
        Directory.CreateDirectory(_model.GetSiblingPath("broken"));
        File.Copy(_model.GetPath("config.json"), Path.Combine(_model.GetSiblingPath("broken"), "config.json"));

        JsonElement list = Parse(await RunAsync(0, models, "list", "--json"));

        Assert.Equal([models], list.GetProperty("places").EnumerateArray().Select(place => place.GetString()));
        Assert.Equal(
            [("broken", false), ("model", true)],
            list.GetProperty("models").EnumerateArray()
                .Select(model => (model.GetProperty("name").GetString()!, model.GetProperty("complete").GetBoolean())));
    }

    [Fact]
    public async Task List_NoModels_EndsWithOneAndSaysWhereItLooked()
    {
        string nowhere = _model.GetSiblingPath("nowhere");
        Assert.Contains(nowhere, (await RunAsync(1, nowhere, "list")).Stderr, StringComparison.Ordinal);
    }

    private async Task<JsonElement> InspectAsync(int exitCode) => Parse(await RunAsync(exitCode, null, "inspect", _model.Folder, "--json"));

    private static JsonElement Parse(ProcessOutcome outcome) => JsonDocument.Parse(outcome.Stdout).RootElement;

    private async Task<ProcessOutcome> RunAsync(int exitCode, string? models, string action, params string[] rest)
    {
        ProcessOutcome outcome = await search.RunAsync(
            ["models", action, .. rest],
            environment: new Dictionary<string, string?> { ["SEARCHENGINE_MODELS"] = models },
            cancellationToken: TestContext.Current.CancellationToken);
        IndexedFolder.AssertNoStackTrace(outcome);
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stderr}");
        return outcome;
    }
}
