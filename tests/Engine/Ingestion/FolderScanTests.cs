using SearchEngine.Ingestion;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class FolderScanTests : IDisposable
{
    private const long Limit = 1000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EnumerateFiles_Nested_HaveForwardSlashesSizeAndTime()
    {
        string path = _folder.Write(Path.Combine("a", "b", "c.md"), "12345");
        FoundFile file = Assert.Single(Scan());
        Assert.Equal(new FoundFile("a/b/c.md", path, 5, File.GetLastWriteTimeUtc(path), null), file);
    }

    [Fact]
    public void EnumerateFiles_Hidden_AreReportedAndHiddenFoldersNotEntered()
    {
        _folder.Write(".secret.md", "a");
        _folder.Write(Path.Combine(".git", "notes.md"), "a");
        _folder.Write("seen.md", "a");
        Assert.Equal([(".git/", "hidden"), (".secret.md", "hidden"), ("seen.md", null)], Reasons());
    }

    [Fact]
    public void EnumerateFiles_Ignored_NameThePatternAndItsFile()
    {
        _folder.Write(".gitignore", "*.log\r\n!kept.log\n/build/\n# a comment\n\nnode_modules/\n");
        _folder.Write(Path.Combine("a", ".gitignore"), "!wanted.log\nsecret.md\n");
        _folder.Write(Path.Combine("a", ".searchignore"), "kept.log\n");
        string[] names =
        [
            "a.log", "kept.log", "build/out.md", "a/build/in.md", "a/b.log", "a/wanted.log", "a/secret.md", "secret.md", "a/b/secret.md",
            "a/kept.log", "a/b/node_modules/x.md",
        ];
        foreach (string name in names) _folder.Write(name, "a");

        Assert.Equal(
            [
                ("a.log", "ignored by .gitignore: *.log"),
                ("a/b.log", "ignored by .gitignore: *.log"),
                ("a/b/node_modules/", "ignored by .gitignore: node_modules/"),
                ("a/b/secret.md", "ignored by a/.gitignore: secret.md"),
                ("a/build/in.md", null),
                ("a/kept.log", "ignored by a/.searchignore: kept.log"),
                ("a/secret.md", "ignored by a/.gitignore: secret.md"),
                ("a/wanted.log", null),
                ("build/", "ignored by .gitignore: /build/"),
                ("kept.log", null),
                ("secret.md", null),
            ],
            Reasons().Where(file => file.Reason != "hidden"));
    }

    [Fact]
    public void EnumerateFiles_SearchIgnore_OverridesGitIgnore()
    {
        _folder.Write(".gitignore", "*.pdf\n");
        _folder.Write(".searchignore", "!*.pdf\ndrafts/\n");
        _folder.Write("paper.pdf", "a");
        _folder.Write("drafts/paper.pdf", "a");
        Assert.Equal(
            [("drafts/", "ignored by .searchignore: drafts/"), ("paper.pdf", null)], Reasons().Where(file => file.Reason != "hidden"));
    }

    [Fact]
    public void EnumerateFiles_PatternThatWouldBacktrack_IsDropped()
    {
        _folder.Write(".gitignore", string.Concat(Enumerable.Repeat("*a", 40)) + "b\n");
        _folder.Write(new string('a', 200) + ".md", "a");
        Assert.Equal(2, Reasons().Length);
    }

    [Fact]
    public void EnumerateFiles_FolderThatCannotBeOpened_IsReportedAndTheRestFound()
    {
        if (OperatingSystem.IsWindows()) return;
        if (Environment.IsPrivilegedProcess) Assert.Skip("Permissions do not restrict this user.");
        _folder.Write(Path.Combine("closed", "a.md"), "a");
        _folder.Write("open.md", "a");
        File.SetUnixFileMode(_folder["closed"], UnixFileMode.None);
        const string reason = "a folder that cannot be opened: permission denied; what was indexed of it is kept";
        Assert.Equal([("closed/", reason), ("open.md", null)], Reasons());
        File.SetUnixFileMode(_folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void EnumerateFiles_PathTooLongForTheSystem_NamesTheFolderAndTheRestIsFound()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("4,096 bytes are Linux's limit");
        _folder.Write("page.md", "a");
        // Each half is short enough to be made; moving one into the other makes a path of 6,000 characters.
        string half = Path.Combine([.. Enumerable.Repeat(new string('x', 200), 15)]);
        string upper = Directory.CreateDirectory(_folder[half]).FullName;
        _folder.Write(Path.Combine("lower", half, "deep.md"), "a");
        Directory.Move(_folder["lower"], Path.Combine(upper, "lower"));
        FoundFile[] found = [.. Scan()];
        Directory.Move(Path.Combine(upper, "lower"), _folder["lower"]);

        FoundFile unreadable = Assert.Single(found, file => file.IsUnreadableFolder);
        Assert.Contains("its path is too long", unreadable.SkipReason, StringComparison.Ordinal);
        Assert.Contains("page.md", found.Where(file => file.SkipReason is null).Select(file => file.Path));
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "larger than 1 KB; --max-file-size allows more")]
    public void EnumerateFiles_AtAndAboveTheLimit_AreReadAndSkipped(int size, string? reason)
    {
        _folder.Write("page.md", new string('a', size));
        Assert.Equal(reason, Assert.Single(Scan()).SkipReason);
    }

    [Fact]
    public void EnumerateFiles_Links_AreNotFollowed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("On Windows, only administrators can create symbolic links.");
        _folder.Write("page.md", "a");
        File.CreateSymbolicLink(_folder["link.md"], _folder["page.md"]);
        File.CreateSymbolicLink(_folder["broken.md"], _folder["nowhere.md"]);
        Directory.CreateSymbolicLink(_folder["circle"], _folder.Path);

        Dictionary<string, string?> reasons = Scan().ToDictionary(file => file.Path, file => file.SkipReason);

        Assert.Equal(["broken.md", "circle", "link.md", "page.md"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.Null(reasons["page.md"]);
        Assert.Contains("symbolic link", reasons["link.md"], StringComparison.Ordinal);
        Assert.Contains("symbolic link", reasons["broken.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void EnumerateFiles_IndexWithin_IsLeftOutButNoSimilarName()
    {
        _folder.Write(Path.Combine("index", "catalog.md"), "a");
        _folder.Write(Path.Combine("index2", "page.md"), "a");
        FolderScan scan = new(_folder["index"] + Path.DirectorySeparatorChar);
        Assert.Equal("index2/page.md", Assert.Single(scan.EnumerateFiles(_folder.Path, Limit)).Path);
    }

    [Fact]
    public void EnumerateFiles_DriveRoot_KeepsWholePaths()
    {
        string root = Path.GetPathRoot(_folder.Path)!;
        FoundFile first = new FolderScan(_folder["index"]).EnumerateFiles(root, Limit).First();
        Assert.Equal(first.FullPath, root + first.Path.Replace('/', Path.DirectorySeparatorChar));
    }

    private FoundFile[] Scan() => [.. new FolderScan(_folder["index"]).EnumerateFiles(_folder.Path, Limit)];

    private (string Path, string? Reason)[] Reasons() =>
        [.. Scan().OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => (file.Path, file.SkipReason))];
}
