using System.Text;
using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>Tests of folders with an exported ONNX file, from the folder to the embedding.</summary>
public sealed class OnnxFileGraphTests
{
    [Theory]
    [InlineData("mean", false)]
    [InlineData("mean", true)]
    [InlineData("cls", false)]
    public void Encode_OnlyOnnxFile_EqualsReference(string pooling, bool declarePositions)
    {
        using ExportedModel model = new("bert", declarePositions);
        WritePooling(model, pooling);
        using TextEncoder encoder = model.Load();
        float[] embedding = new float[encoder.Dimensions];
        ForEachCase("bert", (example, tolerance) =>
        {
            encoder.Encode(example.GetProperty("text").GetString()!, TextRole.Document, embedding);
            AssertClose(Floats(example, $"{pooling}_normalized"), embedding, tolerance);
        });
    }

    /// <summary>Tests families whose positions start after the padding token's id, or that have no segments.</summary>
    [Theory]
    [InlineData("roberta", 198)]
    [InlineData("mpnet", 198)]
    [InlineData("distilbert", 200)]
    public void Encode_DeclaredPositions_NumbersThemByFamily(string family, int maxTokens)
    {
        using ExportedModel model = new(family, declarePositions: true);
        using TextEncoder encoder = model.Load();
        Assert.Equal(maxTokens, encoder.MaxTokens);
        float[] embedding = new float[encoder.Dimensions];
        ForEachCase(family, (example, tolerance) =>
        {
            encoder.Encode([.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32())], embedding);
            AssertClose(Floats(example, "mean_normalized"), embedding, tolerance);
        });
        encoder.Encode(new int[maxTokens], embedding);
    }

    [Fact]
    public void Load_WeightsAndOnnx_RunsOnnxFileOnlyOnRequest()
    {
        using ExportedModel model = new("bert");
        File.WriteAllText(model.At("model.safetensors"), "damage");
        Assert.Equal(model.At("model.safetensors"), Assert.Throws<CheckpointException>(() => model.Load().Dispose()).File);
        using TextEncoder encoder = model.Load(ExportedModel.File);
        Assert.Equal(64, encoder.Dimensions);
    }

    [Fact]
    public void Load_OnnxExportedFromWeights_GivesSameEmbedding()
    {
        const string Text = "What is the capital of France?";
        using ExportedModel model = new("bert");
        model.AddWeights("bert");
        using TextEncoder written = model.Load(), exported = model.Load(ExportedModel.File);
        float[] expected = new float[written.Dimensions], actual = new float[exported.Dimensions];
        written.Encode(Text, TextRole.Document, expected);
        exported.Encode(Text, TextRole.Document, actual);
        AssertClose(expected, actual, 1e-4f);
        Assert.NotEqual(written.Fingerprint, exported.Fingerprint);
    }

    [Fact]
    public async Task Generate_ConcurrentTexts_EqualsSingleTextBitForBit()
    {
        using ExportedModel model = new("bert");
        using TextEncoder encoder = model.Load();
        string[] texts = [.. Enumerable.Range(1, 30).Select(i => string.Join(' ', Enumerable.Repeat($"city {i}", i)))];
        var together = await encoder.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);
        for (int i = 0; i < texts.Length; i++)
        {
            float[] alone = new float[encoder.Dimensions];
            encoder.Encode(texts[i], TextRole.Document, alone);
            Assert.Equal(alone, together[i].Vector.ToArray());
        }
    }

    [Theory]
    [InlineData(ExportedModel.File)]
    [InlineData(ExportedModel.DataFile)]
    public void Fingerprint_ByteOfGraphOrDataChanged_Differs(string file)
    {
        using ExportedModel model = new("bert");
        string before = model.Fingerprint();
        Assert.Equal(before, model.Fingerprint(ExportedModel.File));
        byte[] bytes = File.ReadAllBytes(model.At(file));
        bytes[^1] ^= 1;
        File.WriteAllBytes(model.At(file), bytes);
        Assert.NotEqual(before, model.Fingerprint());
    }

    [Fact]
    public void Load_MissingOnnxFile_ListsExistingOnes()
    {
        using ExportedModel model = new("bert");
        CheckpointException exception = Assert.Throws<CheckpointException>(() => model.Load("onnx/model_int8.onnx").Dispose());
        Assert.Equal(model.At("onnx/model_int8.onnx"), exception.File);
        Assert.Contains(ExportedModel.File, exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingDataFile_ReportsFile()
    {
        using ExportedModel model = new("bert");
        File.Delete(model.At(ExportedModel.DataFile));
        CheckpointException exception = Assert.Throws<CheckpointException>(() => model.Load().Dispose());
        Assert.Equal(model.At(ExportedModel.DataFile), exception.File);
        Assert.Contains("model.onnx stores tensors in it", exception.Reason, StringComparison.Ordinal);
    }

    /// <summary>Both paths are as long as the file name in the graph, so that they can replace it.</summary>
    [Theory]
    [InlineData("../else.bin")]
    [InlineData("/etc/passwd")]
    public void Load_DataFileOutsideFolder_IsRefused(string elsewhere)
    {
        using ExportedModel model = new("bert");
        model.Write("else.bin", "");
        string graph = Encoding.Latin1.GetString(File.ReadAllBytes(model.At(ExportedModel.File)));
        Assert.Contains("weights.bin", graph, StringComparison.Ordinal);
        File.WriteAllBytes(
            model.At(ExportedModel.File),
            Encoding.Latin1.GetBytes(graph.Replace("weights.bin", elsewhere, StringComparison.Ordinal)));
        CheckpointException exception = Assert.Throws<CheckpointException>(() => model.Load().Dispose());
        Assert.Equal((model.At(ExportedModel.File), elsewhere), (exception.File, exception.Part));
        Assert.Contains("is outside the graph's folder", exception.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no ONNX model")]
    public void Load_Garbage_ReportsFile(string garbage)
    {
        using ExportedModel model = new("bert");
        File.WriteAllText(model.At(ExportedModel.File), garbage);
        CheckpointException exception = Assert.Throws<CheckpointException>(() => model.Load().Dispose());
        Assert.Equal(model.At(ExportedModel.File), exception.File);
        Assert.Contains("is not an ONNX model", exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TruncatedGraph_ReportsFile()
    {
        using ExportedModel model = new("bert");
        byte[] whole = File.ReadAllBytes(model.At(ExportedModel.File));
        File.WriteAllBytes(model.At(ExportedModel.File), whole[..(whole.Length / 2)]);
        Assert.Equal(model.At(ExportedModel.File), Assert.Throws<CheckpointException>(() => model.Load().Dispose()).File);
    }

    [Fact]
    public void Load_SeveralOnnxFilesWithoutDefaultName_ListsThem()
    {
        using ExportedModel model = new("bert");
        File.Copy(model.At(ExportedModel.File), model.At("onnx/a.onnx"));
        File.Move(model.At(ExportedModel.File), model.At("onnx/b.onnx"));
        CheckpointException exception = Assert.Throws<CheckpointException>(() => model.Load().Dispose());
        Assert.Contains("onnx/a.onnx, onnx/b.onnx", exception.Reason, StringComparison.Ordinal);
        model.Load("onnx/b.onnx").Dispose();
    }

    [Fact]
    public void Load_SingleOnnxFileWithOtherName_IsFound()
    {
        using ExportedModel model = new("bert");
        File.Move(model.At(ExportedModel.File), model.At("onnx/model_quantized.onnx"));
        model.Load().Dispose();
    }

    private static void WritePooling(ExportedModel model, string pooling)
    {
        model.Write("modules.json", """
            [
              {"path": "", "type": "sentence_transformers.models.Transformer"},
              {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
              {"path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}
            ]
            """);
        model.Write("1_Pooling/config.json", $$"""{"pooling_mode_{{(pooling == "cls" ? "cls_token" : "mean_tokens")}}": true}""");
    }

    private static void ForEachCase(string family, Action<JsonElement, float> check)
    {
        using JsonDocument reference = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "models", family, "expected.json")));
        foreach (JsonElement example in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            check(example, reference.RootElement.GetProperty("tolerance").GetSingle());
        }
    }

    private static float[] Floats(JsonElement example, string name) =>
        [.. example.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
