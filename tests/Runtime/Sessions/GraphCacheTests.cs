using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Sessions;

public sealed class GraphCacheTests : IDisposable
{
    private static readonly GraphKey Key = new(
        "weights", "{}", new EmbeddingSettings(PoolingMode.Cls, true, null, "", ""), EncoderOutput.Embedding, Precision.Int8, Device.Cpu);

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
    public void GetOrWrite_AnyChangedKeyPart_CreatesAnotherEntry()
    {
        GraphKey[] keys =
        [
            Key,
            Key with { WeightsHash = "other" },
            Key with { Config = "{ }" },
            Key with { Settings = Key.Settings! with { Normalize = false } },
            Key with { Output = EncoderOutput.HiddenStates }, Key with { Precision = Precision.Float32 }, Key with { Device = Device.Cuda },
        ];
        Assert.Equal(keys.Length, keys.Select(Get).Distinct().Count());
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("token.onnx")]
    [InlineData("weights.bin")]
    public void GetOrWrite_DamagedEntry_IsWrittenAgain(string file)
    {
        string damaged = Path.Combine(Get(Key), file);
        File.WriteAllText(damaged, "damage");

        Assert.Equal(file, File.ReadAllText(Path.Combine(Get(Key), file)));
        Assert.Equal(2, _written);
    }

    [Fact]
    public void GetOrWrite_DamagedChecksums_AreWrittenAgain()
    {
        string checksums = Path.Combine(Get(Key), "checksums"), sound = File.ReadAllText(checksums);
        File.WriteAllText(checksums, "damage");

        Get(Key);
        Assert.Equal((sound, 2), (File.ReadAllText(checksums), _written));
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
        Assert.Throws<CheckpointException>(
            () => cache.GetOrWrite(Key, _ => throw new CheckpointException("model.safetensors", "a", "is missing")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void GetOrWrite_CacheThatIsAFile_WritesTemporaryGraphWithNotice()
    {
        string occupied = _folder.Write("occupied", ""), temporary = _folder["temporary"];
        string folder;
        using (CachedGraph graph = new GraphCache(occupied, temporary).GetOrWrite(Key, Write))
        {
            folder = graph.Folder;
            Assert.Equal(temporary, Path.GetDirectoryName(folder));
            Assert.Equal("weights.bin", File.ReadAllText(Path.Combine(folder, "weights.bin")));
            Assert.Contains(occupied, graph.Notice, StringComparison.Ordinal);
            Assert.Contains("XDG_CACHE_HOME", graph.Notice, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void GetOrWrite_WritableCache_HasNoNotice()
    {
        using CachedGraph graph = new GraphCache(_folder.Path).GetOrWrite(Key, Write);
        Assert.Null(graph.Notice);
        graph.Dispose();
        Assert.True(Directory.Exists(graph.Folder));
    }

    [Fact]
    public void GetOrWrite_TemporaryFolderIsAFileToo_NamesBothFolders()
    {
        string occupied = _folder.Write("occupied", ""), temporary = _folder.Write("temporary", "");
        CheckpointException error = Assert.Throws<CheckpointException>(() => new GraphCache(occupied, temporary).GetOrWrite(Key, Write));
        Assert.Equal(occupied, error.File);
        Assert.All(
            (string[])[occupied, temporary, "XDG_CACHE_HOME"], text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void GetOrWrite_FullDisk_WritesTemporaryGraphAndCleansTheCache()
    {
        string root = _folder["cache"];
        using CachedGraph graph = new GraphCache(root, _folder["temporary"]).GetOrWrite(Key, folder =>
        {
            Write(folder);
            if (folder.StartsWith(root, StringComparison.Ordinal)) throw new IOException("No space left on device");
        });
        Assert.Contains("No space left on device", graph.Notice, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(graph.Folder, "weights.bin")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
    }

    [Fact]
    public async Task GetOrWrite_Concurrently_CreatesOneIntactEntry()
    {
        string[] entries = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Get(Key), TestContext.Current.CancellationToken)));
        Assert.Single(entries.Distinct());
        Assert.Single(Directory.EnumerateDirectories(_folder.Path));
    }

    private string Get(GraphKey key) => new GraphCache(_folder.Path).GetOrWrite(key, Write).Folder;

    private void Write(string folder)
    {
        Interlocked.Increment(ref _written);
        foreach (string file in (string[])["model.onnx", "token.onnx", "weights.bin"]) File.WriteAllText(Path.Combine(folder, file), file);
    }
}
