using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints;

public sealed class WeightFilesTests : IDisposable
{
    private const string Index = "model.safetensors.index.json";
    private const string First = "model-00001-of-00002.safetensors", Second = "model-00002-of-00002.safetensors";
    private const string AWeight = "embeddings.LayerNorm.weight";

    private static readonly string Model = Path.Combine(Repository.Fixtures, "models", "bert");

    private readonly TemporaryFolder _folder = new();

    public WeightFilesTests() => File.Copy(Path.Combine(Model, "config.json"), _folder["config.json"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FromShards_ReturnsTheNumbersOfTheSingleFile()
    {
        IReadOnlyList<StoredTensor> tensors = WriteShards();
        using Checkpoint whole = Checkpoint.Open(Model);
        using Checkpoint sharded = Checkpoint.Open(_folder.Path);
        foreach (StoredTensor tensor in tensors)
        {
            Assert.True(sharded.Has(tensor.Name));
            Assert.Equal(whole.Read(tensor.Name, [.. tensor.Shape]), sharded.Read(tensor.Name, [.. tensor.Shape]));
        }
    }

    [Fact]
    public void WeightsHash_ChangedByteInAnyShard_Differs()
    {
        WriteShards();
        List<string> hashes = [Hash()];
        foreach (string shard in (string[])[First, Second])
        {
            byte[] bytes = File.ReadAllBytes(_folder[shard]);
            bytes[^1] ^= 1;
            File.WriteAllBytes(_folder[shard], bytes);
            hashes.Add(Hash());
        }
        Assert.Distinct(hashes);
    }

    [Fact]
    public void Open_MissingShard_IsNamed()
    {
        WriteShards();
        File.Delete(_folder[Second]);
        CheckpointException error = GetError();
        Assert.Equal(_folder[Second], error.File);
        Assert.Contains("does not exist", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TruncatedShard_IsNamed()
    {
        WriteShards();
        using (FileStream shard = File.OpenWrite(_folder[First])) shard.SetLength(shard.Length - 1);
        Assert.Equal(_folder[First], GetError().File);
    }

    /// <summary>The file exists and is valid; only its location is not allowed.</summary>
    [Theory]
    [InlineData("../outside.safetensors")]
    [InlineData("sub/../../outside.safetensors")]
    [InlineData("sub/inside.safetensors")]
    [InlineData("..\\outside.safetensors")]
    [InlineData("C:outside.safetensors")]
    [InlineData("..")]
    [InlineData("")]
    public void Open_IndexThatPointsElsewhere_Throws(string shard)
    {
        WriteIndex(new() { [AWeight] = shard });
        CheckpointException error = GetError();
        Assert.Equal(_folder[Index], error.File);
        Assert.Contains(AWeight, error.Part, StringComparison.Ordinal);
        Assert.Contains($"'{shard}'", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_IndexWithAnAbsolutePath_Throws()
    {
        WriteIndex(new() { [AWeight] = Path.Combine(Model, "model.safetensors") });
        Assert.Equal(_folder[Index], GetError().File);
    }

    [Fact]
    public void Open_TensorMissingFromItsShard_NamesBoth()
    {
        WriteShards(index => index["no.such.tensor"] = First);
        CheckpointException error = GetError();
        Assert.Equal((_folder[First], "no.such.tensor"), (error.File, error.Part));
    }

    [Fact]
    public void Open_TensorInTwoShards_IsNamed()
    {
        IReadOnlyList<StoredTensor> tensors = WriteShards();
        SafetensorsWriter.Write(_folder[Second], tensors);
        CheckpointException error = GetError();
        Assert.Equal(_folder[Second], error.File);
        Assert.Contains(First, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "weight_map")]
    [InlineData("""{"weight_map": {}}""", "weight_map")]
    [InlineData("""{"weight_map": {"a": 1}}""", "weight_map.a")]
    [InlineData("""{"weight_map": []}""", "weight_map")]
    [InlineData("{", null)]
    public void Open_BrokenIndex_NamesTheField(string text, string? part)
    {
        _folder.Write(Index, text);
        CheckpointException error = GetError();
        Assert.Equal((_folder[Index], part), (error.File, error.Part));
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("pytorch_model-00001-of-00002.bin")]
    public void Open_OnlyPickle_ExplainsConversion(string pickle)
    {
        _folder.Write(pickle, "pickled");
        CheckpointException error = GetError();
        Assert.Equal(_folder["model.safetensors"], error.File);
        Assert.Contains(pickle, error.Reason, StringComparison.Ordinal);
        Assert.Contains("convert it to safetensors", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PickleBesideSafetensors_IsIgnored()
    {
        _folder.Write("pytorch_model.bin", "pickled");
        WriteShards();
        using Checkpoint checkpoint = Checkpoint.Open(_folder.Path);
        Assert.True(checkpoint.Has(AWeight));
    }

    [Theory]
    [InlineData("BOOL", 1)]
    [InlineData("U8", 1)]
    [InlineData("I8", 1)]
    [InlineData("I16", 2)]
    [InlineData("I32", 4)]
    [InlineData("I64", 8)]
    [InlineData("F64", 8)]
    public void Open_BufferThatIsNotAWeight_FailsOnlyWhenRead(string type, int size)
    {
        SafetensorsWriter.Write(_folder["model.safetensors"],
            [
                .. SafetensorsWriter.Read(Path.Combine(Model, "model.safetensors")),
                new StoredTensor("a.buffer", type, [3], new byte[3 * size]),
            ]);
        using Checkpoint checkpoint = Checkpoint.Open(_folder.Path);
        Assert.Equal(64, checkpoint.Read(AWeight, 64).Length);
        Assert.Equal("a.buffer", Assert.Throws<CheckpointException>(() => checkpoint.Read("a.buffer", 3)).Part);
    }

    private IReadOnlyList<StoredTensor> WriteShards(Action<Dictionary<string, string>>? change = null)
    {
        IReadOnlyList<StoredTensor> tensors = SafetensorsWriter.Read(Path.Combine(Model, "model.safetensors"));
        int half = tensors.Count / 2;
        SafetensorsWriter.Write(_folder[First], tensors.Take(half));
        SafetensorsWriter.Write(_folder[Second], tensors.Skip(half));
        Dictionary<string, string> index = tensors.Select((tensor, i) => (tensor.Name, i < half ? First : Second)).ToDictionary();
        change?.Invoke(index);
        WriteIndex(index);
        return tensors;
    }

    private void WriteIndex(Dictionary<string, string> shardOfTensor) =>
        _folder.Write(Index, JsonSerializer.Serialize(new { weight_map = shardOfTensor }));

    private string Hash()
    {
        using Checkpoint checkpoint = Checkpoint.Open(_folder.Path);
        return checkpoint.WeightsHash;
    }

    private CheckpointException GetError() => Assert.Throws<CheckpointException>(() => Checkpoint.Open(_folder.Path));
}
