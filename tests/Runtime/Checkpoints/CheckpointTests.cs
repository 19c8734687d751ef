using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly string Model = Path.Combine(Repository.Fixtures, "models", "bert");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Tensor_ReturnsItsNumbersInTheRequiredShape()
    {
        using Checkpoint checkpoint = Checkpoint.Open(Model);
        Assert.Equal(900 * 64, checkpoint.Read("embeddings.word_embeddings.weight", 900, 64).Length);
        Assert.Equal("bert", checkpoint.ModelType);
        Assert.True(checkpoint.Has("embeddings.word_embeddings.weight"));
    }

    [Fact]
    public void Read_MissingTensor_NamesIt()
    {
        using Checkpoint checkpoint = Checkpoint.Open(Model);
        Assert.Equal("no.such.weight", Assert.Throws<CheckpointException>(() => checkpoint.Read("no.such.weight", 1)).Part);
    }

    [Fact]
    public void Read_NaN_NamesTheTensor()
    {
        string path = CopyModel();
        byte[] bytes = File.ReadAllBytes(path);
        TensorInfo tensor;
        using (SafetensorsFile file = SafetensorsFile.Open(path)) tensor = file.Tensors["embeddings.LayerNorm.weight"];
        BitConverter.TryWriteBytes(bytes.AsSpan((int)tensor.Offset), float.NaN);
        File.WriteAllBytes(path, bytes);

        using Checkpoint checkpoint = Checkpoint.Open(_folder.Path);
        CheckpointException refused = Assert.Throws<CheckpointException>(() => checkpoint.Read("embeddings.LayerNorm.weight", 64));
        Assert.Equal("embeddings.LayerNorm.weight", refused.Part);
        Assert.Contains("NaN", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsHash_OneChangedByte_Differs()
    {
        string path = CopyModel();
        string before, after;
        using (Checkpoint checkpoint = Checkpoint.Open(_folder.Path)) before = checkpoint.WeightsHash;
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        using (Checkpoint checkpoint = Checkpoint.Open(_folder.Path)) after = checkpoint.WeightsHash;
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Open_MissingFolder_NamesIt()
    {
        CheckpointException error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(_folder["nowhere"]));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderWithoutWeights_NamesTheFile()
    {
        _folder.Write("config.json", """{"model_type":"bert"}""");
        CheckpointException error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(_folder.Path));
        Assert.EndsWith("model.safetensors", error.File, StringComparison.Ordinal);
    }

    private string CopyModel()
    {
        foreach (string name in (string[])["config.json", "model.safetensors"]) File.Copy(Path.Combine(Model, name), _folder[name]);
        return _folder["model.safetensors"];
    }
}
