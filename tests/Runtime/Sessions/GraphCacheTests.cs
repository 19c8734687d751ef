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

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("weights.bin")]
    [InlineData("checksums")]
    public void GetOrWrite_OneByteOther_IsWrittenAgain(string file)
    {
        string path = Path.Combine(Get(Key), file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Get(Key);
        Assert.Equal(2, _written);
        Get(Key);
        Assert.Equal(2, _written);
    }

    [Fact]
    public void GetOrWrite_CacheThatIsAFile_WritesForThisUserAlone()
    {
        GraphCache cache = new(_folder.Write("occupied", ""), _folder.Path);
        string folder;
        using (CachedGraph graph = cache.GetOrWrite(Key, Write))
        {
            folder = graph.Folder;
            Assert.True(File.Exists(Path.Combine(folder, "model.onnx")));
            Assert.Contains("occupied", graph.Notice, StringComparison.Ordinal);
            Assert.Contains("XDG_CACHE_HOME", graph.Notice, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void GetOrWrite_NeitherCacheNorTemporaryFolder_SaysWhereAndWhatToDo()
    {
        GraphCache cache = new(_folder.Write("occupied", ""), _folder.Write("temporary", ""));
        CheckpointException refused = Assert.Throws<CheckpointException>(() => cache.GetOrWrite(Key, Write));
        foreach (string part in (string[])["occupied", "temporary", "XDG_CACHE_HOME"]) Assert.Contains(part, refused.Message, StringComparison.Ordinal);
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
