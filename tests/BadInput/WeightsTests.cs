using System.Text.Json.Nodes;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Model folders whose files are all there, and wrong. Searching says what is wrong and where; so does <c>models inspect</c>.</summary>
public sealed class WeightsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private const string Weights = "model.safetensors", Tensor = "encoder.layer.1.output.dense.weight", Another = "encoder.layer.1.output.dense.bias";

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder["model"];

    private string WeightsPath => Path.Combine(Model, Weights);

    [Fact]
    public async Task AMissingTensor_IsNamed()
    {
        CopyModel();
        DamagedWeights.EditHeader(WeightsPath, header => header.Remove(Tensor));
        await RefusesAsync(Weights, Tensor, "is missing");
    }

    [Fact]
    public async Task AnExtraTensor_IsPassedOver()
    {
        CopyModel();
        DamagedWeights.EditHeader(WeightsPath, header => header["pooler.of.another.head"] = new JsonObject { ["dtype"] = "F32", ["shape"] = new JsonArray(0), ["data_offsets"] = new JsonArray(0, 0) });
        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--model", Model);
        Assert.True(outcome.ExitCode == ExitCode.Found, outcome.Stderr);
    }

    [Fact]
    public async Task AShapeThatDoesNotFitTheConfiguration_NamesBoth()
    {
        CopyModel();
        DamagedWeights.EditHeader(WeightsPath, header => header[Tensor]!["shape"] = new JsonArray([.. header[Tensor]!["shape"]!.AsArray().Reverse().Select(size => size!.DeepClone())]));
        await RefusesAsync(Weights, Tensor, "has shape", "config.json asks for");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public async Task AWeightThatIsNoNumber_NamesTheTensor(float value)
    {
        CopyModel();
        DamagedWeights.SetFirst(WeightsPath, Tensor, value);
        await RefusesAsync(Weights, Tensor, "NaN or infinity");
    }

    [Fact]
    public async Task OverlappingOffsets_NameTheTensor()
    {
        CopyModel();
        DamagedWeights.EditHeader(WeightsPath, header =>
        {
            long begin = DamagedWeights.Offsets(header, Tensor)[0]!.GetValue<long>(), size = header[Another]!["shape"]![0]!.GetValue<long>() * sizeof(float);
            header[Another]!["data_offsets"] = new JsonArray(begin + 4, begin + 4 + size);
        });
        await RefusesAsync(Weights, "overlap");
    }

    [Fact]
    public async Task OffsetsBeyondTheFile_NameTheTensor()
    {
        CopyModel();
        DamagedWeights.EditHeader(WeightsPath, header =>
        {
            JsonArray offsets = DamagedWeights.Offsets(header, Tensor);
            long size = offsets[1]!.GetValue<long>() - offsets[0]!.GetValue<long>();
            header[Tensor]!["data_offsets"] = new JsonArray(1L << 40, (1L << 40) + size);
        });
        await RefusesAsync(Weights, Tensor);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 40)]
    [InlineData(-1)]
    public async Task AHeaderOfAbsurdSize_IsRefused(long length)
    {
        CopyModel();
        DamagedWeights.SetHeaderLength(WeightsPath, length);
        await RefusesAsync(Weights, "header");
    }

    [Fact]
    public async Task AnUnknownKindOfTokenizer_NamesThoseKnown()
    {
        CopyModel();
        Replace("tokenizer.json", "\"type\": \"WordPiece\"", "\"type\": \"Crystal\"");
        await RefusesAsync("tokenizer.json", "Crystal", "WordPiece", "BPE", "Unigram");
    }

    [Fact]
    public async Task AShardOutsideTheFolder_IsRefused()
    {
        CopyModel();
        File.Move(WeightsPath, _folder["outside.safetensors"]);
        Write("model.safetensors.index.json", $$$"""{"weight_map": {"{{{Tensor}}}": "../outside.safetensors"}}""");
        await RefusesAsync("model.safetensors.index.json", "../outside.safetensors");
    }

    [Fact]
    public async Task APickleOnly_SaysToConvertIt()
    {
        CopyModel();
        File.Move(WeightsPath, Path.Combine(Model, "pytorch_model.bin"));
        await RefusesAsync(Weights, "pytorch_model.bin", "does not exist");
    }

    [Fact]
    public async Task AVocabularyLargerThanTheEmbedding_NamesBothNumbers()
    {
        CopyModel();
        Replace("tokenizer.json", "\"added_tokens\": [", """
            "added_tokens": [
                { "id": 900, "content": "<one-too-many>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true },
            """);
        await RefusesAsync("tokenizer.json", "901 tokens", "900 rows");
    }

    public void Dispose() => _folder.Dispose();

    private async Task RefusesAsync(string file, params string[] named)
    {
        string[] expected = [Path.Combine(Model, file), .. named];
        Refusal.Names(await indexed.RunAsync("query", "refund", "--model", Model), ExitCode.Failure, expected);

        ProcessOutcome inspected = await indexed.RunAsync("models", "inspect", Model);
        Assert.True(inspected.ExitCode == ExitCode.NothingFound, inspected.Stderr);
        Assert.All(expected, text => Assert.Contains(text, inspected.Stdout, StringComparison.Ordinal));
    }

    private void CopyModel()
    {
        Directory.CreateDirectory(Model);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "models", "bert")))
            File.Copy(file, Path.Combine(Model, Path.GetFileName(file)));
    }

    private void Write(string file, string text) => _folder.Write(Path.Combine("model", file), text);

    private void Replace(string file, string old, string replacement)
    {
        string text = File.ReadAllText(Path.Combine(Model, file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
