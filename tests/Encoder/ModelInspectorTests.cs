using SearchEngine.Encoder.Inspection;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>Tests of reports on model folders. Damaged weights are tested through the command line, in tests/BadInput.</summary>
public sealed class ModelInspectorTests : IDisposable
{
    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData("bert", "WordPiece", 3)]
    [InlineData("roberta", "BPE", 3)]
    [InlineData("xlm-roberta", "Unigram", 3)]
    [InlineData("mpnet", "BPE", 3)]
    [InlineData("distilbert", "WordPiece", 3)]
    [InlineData("modernbert", "BPE", 4)]
    [InlineData("nomic-bert", "WordPiece", 3)]
    public void Inspect_EachFamily_IsComplete(string family, string tokenizer, int layers)
    {
        ModelReport report = ModelInspector.Inspect(Path.Combine(Repository.Fixtures, "models", family));
        Assert.True(report.Complete, string.Join('\n', report.Faults));
        Assert.Equal((tokenizer, layers, 64), (report.Tokenizer, report.Layers, report.Hidden));
        Assert.NotEmpty(report.Weights);
        Assert.True(report.Parameters > 0);
    }

    [Theory]
    [InlineData("models/reranker-mini-v1", true)]
    [InlineData("tests/Fixtures/models/bert-cross-encoder", false)]
    [InlineData("tests/Fixtures/models/modernbert-cross-encoder", false)]
    [InlineData("tests/Fixtures/models/xlm-roberta-cross-encoder", false)]
    public void Inspect_CrossEncoder_ReportsItsRole(string folder, bool marksAnswers)
    {
        ModelReport report = ModelInspector.Inspect(Path.Combine(Repository.Root, folder));
        Assert.True(report.Complete, string.Join('\n', report.Faults));
        Assert.Equal("cross-encoder", report.Role);
        Assert.Null(report.Embedding);
        Assert.Equal(marksAnswers, report.Reranking!.MarksAnswers);
        Assert.True(report.Reranking.MaxTokens > 2);
    }

    [Fact]
    public void Inspect_Encoder_ReportsItsRole()
    {
        ModelReport report = ModelInspector.Inspect(_model.Folder);
        Assert.Equal(("encoder", null), (report.Role, report.Reranking));
        Assert.NotNull(report.Embedding);
    }

    [Fact]
    public void Inspect_SeveralMissingFiles_ReportsEach()
    {
        File.Delete(Path.Combine(_model.Folder, "tokenizer.json"));
        File.Delete(Path.Combine(_model.Folder, "model.safetensors"));
        ModelReport report = ModelInspector.Inspect(_model.Folder);
        Assert.False(report.Complete);
        foreach (string file in (string[])["tokenizer.json", "model.safetensors"])
            Assert.Contains(report.Faults, fault => fault.File.EndsWith(file, StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_OnlyOnnxFile_IsComplete()
    {
        using ExportedModel model = new("bert");
        ModelReport report = ModelInspector.Inspect(model.Folder);
        Assert.True(report.Complete, string.Join('\n', report.Faults));
        Assert.Equal(ExportedModel.File, Assert.Single(report.Onnx).File);
        Assert.Empty(report.Precisions);
    }

    [Fact]
    public void Inspect_FolderWithoutModel_ReportsFault()
    {
        using TemporaryFolder folder = new();
        ModelReport report = ModelInspector.Inspect(folder.Path);
        Assert.False(report.Complete);
        Assert.Contains("is not a model folder", Assert.Single(report.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_MatryoshkaModel_ReportsDimensions()
    {
        _model.Replace("config.json", "\"hidden_size\"", "\"matryoshka_dimensions\": [16, 32], \"hidden_size\"");
        Assert.Equal("16, 32, 64", ModelInspector.Inspect(_model.Folder).Embedding!.Sizes);
    }

    [Fact]
    public void Inspect_ShippedDecoder_ReportsExperts()
    {
        ModelReport report = ModelInspector.Inspect(Path.Combine(Repository.Models, "answerer-moe-135m"));
        Assert.True(report.Complete, string.Join('\n', report.Faults));
        Assert.Equal(
            ("decoder", "granitemoe", 30, 576, 8192),
            (report.Role, report.Family, report.Layers, report.Hidden, report.Positions));
        Assert.Equal(new ExpertsReport(8, 4, Shared: true), report.Experts);
    }

    [Fact]
    public void Inspect_TruncatedGgufFile_ReportsFault()
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(Directory.GetFiles(Path.Combine(Repository.Models, "answerer-moe-135m"), "*.gguf").Single());
        File.WriteAllBytes(folder["cut.gguf"], whole[..(whole.Length / 2)]);
        ModelReport report = ModelInspector.Inspect(folder.Path);
        Assert.False(report.Complete);
        Assert.Contains("cut.gguf", Assert.Single(report.Faults).File, StringComparison.Ordinal);
    }
}
