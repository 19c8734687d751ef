using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Files;

public sealed class IndexFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_NewFolder_IsAccessibleByItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        if (OperatingSystem.IsWindows()) return;

        IndexFolder.Prepare(_folder["index"], IndexAccess.Write);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["index"]));
    }
}
