using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tests.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Model folders with all their files, one of which has wrong content.</summary>
public sealed class DamagedModelsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private const string Bias = "encoder.layer.0.attention.output.LayerNorm.bias", Embedding = "embeddings.word_embeddings.weight";

    private readonly ModelCopy _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task AMissingTensor_IsNamed()
    {
        _model.EditTensors(tensors => tensors.Where(tensor => tensor.Name != Bias));
        await RefusesAsync(ModelCopy.Weights, Bias, "is missing", "config.json requires it");
    }

    [Fact]
    public async Task ExtraTensors_AreIgnored()
    {
        _model.EditTensors(tensors =>
        [
            .. tensors,
            new StoredTensor("cls.predictions.bias", "F32", [1], BitConverter.GetBytes(float.NaN)),
            new StoredTensor("position_ids", "I64", [1], new byte[8]),
        ]);

        ProcessOutcome outcome = await indexed.RunAsync(
            "index", indexed.Documents, "--index", _model.GetSiblingPath("another"), "--model", _model.Folder);

        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        Assert.Equal("", outcome.Stderr);
    }

    [Fact]
    public async Task AnUnexpectedShape_IsNamedWithTheExpectedOne()
    {
        _model.EditJson("config.json", config => config["intermediate_size"] = 96);
        await RefusesAsync(ModelCopy.Weights, "encoder.layer.0.intermediate.dense.weight", "[128, 64]", "config.json requires [96, 64]");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public async Task AWeightThatIsNotFinite_IsNamed(float weight)
    {
        _model.EditTensors(tensors => tensors.Select(
            tensor => tensor.Name == Bias ? tensor with { Bytes = [.. BitConverter.GetBytes(weight), .. tensor.Bytes[4..]] } : tensor));
        await RefusesAsync(ModelCopy.Weights, Bias, "NaN or infinity", "copy the model again");
    }

    [Fact]
    public async Task OverlappingTensors_AreBothNamed()
    {
        _model.EditHeader(header => header[Bias]!["data_offsets"] = new JsonArray(4, 260));
        await RefusesAsync(ModelCopy.Weights, Bias, "overlaps tensor", "embeddings.LayerNorm.");
    }

    [Fact]
    public async Task OffsetsBeyondTheFile_AreNamed()
    {
        _model.EditHeader(header => header[Bias]!["data_offsets"] = new JsonArray(9_000_000_000L, 9_000_000_256L));
        await RefusesAsync(ModelCopy.Weights, Bias, "9000000256", "copy the model again");
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public async Task AHeaderOfAbsurdSize_IsRefused(long length)
    {
        using (FileStream file = File.OpenWrite(_model.GetPath(ModelCopy.Weights))) file.Write(BitConverter.GetBytes(length));
        await RefusesAsync(ModelCopy.Weights, "header", $"a length of {(ulong)length} bytes", "at most 100000000");
    }

    [Fact]
    public async Task AnUnknownTokenizer_IsNamedWithTheSupportedOnes()
    {
        _model.EditJson("tokenizer.json", tokenizer => tokenizer["model"]!["type"] = "Telepathy");
        await RefusesAsync("tokenizer.json", "Telepathy", "WordPiece");
    }

    [Fact]
    public async Task AShardIndexThatPointsOutside_IsNotFollowed()
    {
        const string Index = ModelCopy.Weights + ".index.json";
        File.Move(_model.GetPath(ModelCopy.Weights), _model.GetSiblingPath("outside.safetensors"));
        _model.Write(Index, $$$"""{"weight_map": {"{{{Embedding}}}": "../outside.safetensors"}}""");
        await RefusesAsync(Index, Embedding, "../outside.safetensors", "shards must be in the folder of their index");
    }

    [Fact]
    public async Task APickle_IsNotReadAndMustBeConverted()
    {
        File.Delete(_model.GetPath(ModelCopy.Weights));
        _model.Write("pytorch_model.bin", "cos\nsystem\n");
        await RefusesAsync(ModelCopy.Weights, "pytorch_model.bin", "a pickle", "convert it to safetensors");
    }

    [Fact]
    public async Task AVocabularyLargerThanTheEmbedding_IsNamedWithBothSizes()
    {
        _model.EditJson("tokenizer.json", tokenizer => tokenizer["model"]!["vocab"]!["beyond"] = 900);
        await RefusesAsync("tokenizer.json", "901 tokens", "900 rows", "copy both again");
    }

    [Fact]
    public async Task AGarbledOnnxFile_IsNamed()
    {
        _model.Write("onnx/model.onnx", "no ONNX model");
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--model", _model.Folder, "--onnx", "onnx/model.onnx"),
            ExitCode.Failure,
            _model.GetPath("onnx/model.onnx"),
            "is not an ONNX model",
            "copy the model again");
    }

    private Task RefusesAsync(string file, params string[] named) => _model.AssertRefusedAsync(indexed, file, named);
}
