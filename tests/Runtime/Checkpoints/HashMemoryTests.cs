using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints;

public sealed class HashMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HashMemory _memory;

    public HashMemoryTests() => _memory = new HashMemory(_folder["hashes"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_AnUnchangedFile_IsRemembered()
    {
        string path = _folder.Write("weights", "one");

        Assert.Equal(["first", "first"], [_memory.Of(path, () => "first"), _memory.Of(path, () => "second")]);
    }

    [Fact]
    public void Of_ALinkToAFileThatChanged_IsMadeAnew()
    {
        string path = _folder.Write("weights", "one"), link = _folder["link"];
        File.CreateSymbolicLink(link, path);
        Assert.Equal("first", _memory.Of(link, () => "first"));

        File.WriteAllText(path, "another");

        Assert.Equal("second", _memory.Of(link, () => "second"));
    }
}
