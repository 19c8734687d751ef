using SearchEngine.Index.Files;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Files;

public sealed class OwnFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("segments_1a")]
    [InlineData("segments.gen")]
    [InlineData("_0.cfs")]
    [InlineData("_1z_Lucene41_0.doc")]
    [InlineData("_3_1.del")]
    [InlineData("manifest.tmp")]
    [InlineData("0000000001-97a83ad75ad84def99a3d89a07864f60.vectors")]
    public void IsDerivedName_FilesOfThisProgram_ReturnsTrue(string name) => Assert.True(OwnFiles.IsDerivedName(name));

    [Theory]
    [InlineData("letter.txt")]
    [InlineData("_")]
    [InlineData("segments")]
    [InlineData("holiday.vectors")]
    [InlineData("../_0.cfs")]
    [InlineData("/tmp/_0.cfs")]
    [InlineData("_0.cfs\n")]
    [InlineData("manifest.bak")]
    public void IsDerivedName_OtherNames_ReturnsFalse(string name) => Assert.False(OwnFiles.IsDerivedName(name));

    [Fact]
    public void DeleteDerived_FolderBehindALink_IsLeftAlone()
    {
        string file = _folder.Write("elsewhere/_0.cfs", "kept");
        Directory.CreateSymbolicLink(_folder["lexical"], _folder["elsewhere"]);

        OwnFiles.DeleteDerived(_folder["lexical"]);

        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Find_AFileAFolderAndALink_HasTheirTypesAndOwner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix's file types");
        string file = _folder.Write("a/file", "text");
        File.CreateSymbolicLink(_folder["link"], file);

        Assert.Equal(new UnixFile(UnixFileType.Regular, UnixFile.CurrentUser), UnixFile.Find(file));
        Assert.Equal(new UnixFile(UnixFileType.Folder, UnixFile.CurrentUser), UnixFile.Find(_folder["a"]));
        Assert.Equal(new UnixFile(UnixFileType.SymbolicLink, UnixFile.CurrentUser), UnixFile.Find(_folder["link"]));
        Assert.Null(UnixFile.Find(_folder["none"]));
    }
}
