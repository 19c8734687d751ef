using System.Text;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Files;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Files;

public sealed class DiskFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiskFiles _files = DiskFiles.Instance;

    public void Dispose() => _folder.Dispose();

    private void Make(string name, string content)
    {
        using SafeFileHandle file = _files.Create(_folder[name], content.Length);
        _files.Write(file, Encoding.UTF8.GetBytes(content), 0);
        _files.Flush(file);
    }

    [Fact]
    public void Create_ExistingFile_EmptiesIt()
    {
        Make("a", "something long");
        using (SafeFileHandle file = _files.Create(_folder["a"], 3)) _files.Write(file, "xy"u8, 1);
        Assert.Equal("\0xy", File.ReadAllText(_folder["a"]));
    }

    [Fact]
    public void Move_OverAnother_ReplacesIt()
    {
        Make("a", "new");
        Make("b", "old");
        _files.Move(_folder["a"], _folder["b"]);
        _files.FlushFolder(Path.GetDirectoryName(_folder["b"])!);
        Assert.Equal((false, "new"), (File.Exists(_folder["a"]), File.ReadAllText(_folder["b"])));
    }

    [Fact]
    public void FlushFolder_MissingFolder_NamesIt()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows cannot flush a folder.");
        Assert.Contains(_folder["none"], Assert.Throws<IOException>(() => _files.FlushFolder(_folder["none"])).Message);
    }

    [Fact]
    public void Delete_Nothing_IsNoError()
    {
        Make("a", "x");
        _files.Delete(_folder["a"]);
        _files.Delete(_folder["a"]);
        Assert.False(File.Exists(_folder["a"]));
    }
}
