using SearchEngine.Indexing;
using SearchEngine.Readers;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Indexing;

public sealed class FolderScanTests : IDisposable
{
    private const long Limit = 1000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_Nested_HaveForwardSlashesSizeAndTime()
    {
        string path = _folder.Write(Path.Combine("a", "b", "c.md"), "12345");
        FoundFile file = Assert.Single(Scan());
        Assert.Equal(new FoundFile("a/b/c.md", path, 5, File.GetLastWriteTimeUtc(path), null), file);
    }

    [Fact]
    public void Files_Hidden_ArePassedOver()
    {
        _folder.Write(".secret.md", "a");
        _folder.Write(Path.Combine(".git", "notes.md"), "a");
        _folder.Write("seen.md", "a");
        Assert.Equal("seen.md", Assert.Single(Scan()).Path);
    }

    [Theory]
    [InlineData("photo.jpeg", "no reader for .jpeg files")]
    [InlineData("LICENSE", "no reader for files without an extension")]
    [InlineData("page.MD", null)]
    public void Files_ByExtension_AreTakenOrSayWhyNot(string name, string? reason)
    {
        _folder.Write(name, "a");
        Assert.Equal(reason, Assert.Single(Scan()).SkipReason);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "1,001 bytes; the limit is 1,000")]
    public void Files_AtAndAboveTheLimit_AreTakenAndSkipped(int size, string? reason)
    {
        _folder.Write("page.md", new string('a', size));
        Assert.Equal(reason, Assert.Single(Scan()).SkipReason);
    }

    [Fact]
    public void Files_Links_AreNotFollowed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows makes symbolic links for administrators only.");
        _folder.Write("page.md", "a");
        File.CreateSymbolicLink(_folder["link.md"], _folder["page.md"]);
        File.CreateSymbolicLink(_folder["broken.md"], _folder["nowhere.md"]);
        Directory.CreateSymbolicLink(_folder["circle"], _folder.Path);

        Dictionary<string, string?> reasons = Scan().ToDictionary(file => file.Path, file => file.SkipReason);

        Assert.Equal(["broken.md", "link.md", "page.md"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.Null(reasons["page.md"]);
        Assert.Contains("symbolic link", reasons["link.md"], StringComparison.Ordinal);
        Assert.Contains("symbolic link", reasons["broken.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void Files_IndexWithin_IsPassedOverAndNoFolderLikeIt()
    {
        _folder.Write(Path.Combine("index", "catalog.md"), "a");
        _folder.Write(Path.Combine("index2", "page.md"), "a");
        FolderScan scan = new(DocumentReaders.Default, Limit, _folder["index"] + Path.DirectorySeparatorChar);
        Assert.Equal("index2/page.md", Assert.Single(scan.Files(_folder.Path)).Path);
    }

    [Fact]
    public void Files_DrivesRoot_LosesNoLetterOfAPath()
    {
        string root = Path.GetPathRoot(_folder.Path)!;
        FoundFile first = new FolderScan(DocumentReaders.Default, Limit, _folder["index"]).Files(root).First();
        Assert.Equal(first.FullPath, root + first.Path.Replace('/', Path.DirectorySeparatorChar));
    }

    private FoundFile[] Scan() => [.. new FolderScan(DocumentReaders.Default, Limit, _folder["index"]).Files(_folder.Path)];
}
