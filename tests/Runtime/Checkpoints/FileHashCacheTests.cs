using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints;

public sealed class FileHashCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileHashCache _memory;

    public FileHashCacheTests() => _memory = new FileHashCache(_folder["hashes"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetOrCompute_UnchangedFile_IsCached()
    {
        string path = _folder.Write("weights", "one");

        Assert.Equal(["first", "first"], [_memory.GetOrCompute(path, () => "first"), _memory.GetOrCompute(path, () => "second")]);
    }

    [Fact]
    public void GetOrCompute_LinkToAChangedFile_ComputesAgain()
    {
        string path = _folder.Write("weights", "one"), link = _folder["link"];
        File.CreateSymbolicLink(link, path);
        Assert.Equal("first", _memory.GetOrCompute(link, () => "first"));

        File.WriteAllText(path, "another");

        Assert.Equal("second", _memory.GetOrCompute(link, () => "second"));
    }
}
