using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Sessions;

public sealed class GraphCacheTests : IDisposable
{
    private static readonly GraphKey Key = new("weights", "{}", new EmbeddingSettings(PoolingMode.Cls, true, null, "", ""), EncoderOutput.Embedding, Precision.Int8, Device.Cpu);

    private readonly TemporaryFolder _folder = new();
    private int _written;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetOrWrite_SecondCall_WritesNothing()
    {
        string first = Get(Key);
        Assert.Equal(first, Get(Key));
        Assert.Equal(1, _written);
    }

    [Fact]
    public void GetOrWrite_AnythingOfTheKeyChanged_IsAnotherEntry()
    {
        GraphKey[] keys =
        [
            Key, Key with { WeightsHash = "other" }, Key with { Config = "{ }" }, Key with { Settings = Key.Settings with { Normalize = false } },
            Key with { Output = EncoderOutput.HiddenStates }, Key with { Precision = Precision.Float32 }, Key with { Device = Device.Cuda },
        ];
        Assert.Equal(keys.Length, keys.Select(Get).Distinct().Count());
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("weights.bin")]
    public void GetOrWrite_DamagedEntry_IsWrittenAgain(string file)
    {
        string damaged = Path.Combine(Get(Key), file);
        File.WriteAllText(damaged, "damage");

        Assert.Equal(file, File.ReadAllText(Path.Combine(Get(Key), file)));
        Assert.Equal(2, _written);
    }

    [Fact]
    public void GetOrWrite_EntryWithoutItsWeights_IsWrittenAgain()
    {
        File.Delete(Path.Combine(Get(Key), "weights.bin"));
        Assert.True(File.Exists(Path.Combine(Get(Key), "weights.bin")));
    }

    [Fact]
    public void GetOrWrite_WriterFails_LeavesNothingBehind()
    {
        GraphCache cache = new(_folder.Path);
        Assert.Throws<CheckpointException>(() => cache.GetOrWrite(Key, _ => throw new CheckpointException("model.safetensors", "a", "is missing")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void GetOrWrite_CacheThatIsAFile_SaysWhereAndWhatToDo()
    {
        GraphCache cache = new(_folder.Write("occupied", ""));
        CheckpointException refused = Assert.Throws<CheckpointException>(() => cache.GetOrWrite(Key, Write));
        Assert.Contains("XDG_CACHE_HOME", refused.Message, StringComparison.Ordinal);
        Assert.Contains("occupied", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetOrWrite_AllAtOnce_GivesOneSoundEntry()
    {
        string[] entries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Get(Key), TestContext.Current.CancellationToken)));
        Assert.Single(entries.Distinct());
        Assert.Single(Directory.EnumerateDirectories(_folder.Path));
    }

    private string Get(GraphKey key) => new GraphCache(_folder.Path).GetOrWrite(key, Write).Folder;

    private void Write(string folder)
    {
        Interlocked.Increment(ref _written);
        foreach (string file in (string[])["model.onnx", "weights.bin"]) File.WriteAllText(Path.Combine(folder, file), file);
    }
}
