using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>Rules for the text of every tracked file.</summary>
public sealed partial class SourceFilesTests
{
    private const int MaxLines = 300, MaxColumns = 140;

    [Fact]
    public async Task AFileUnderSrc_HasAtMost300Lines()
    {
        IReadOnlyList<string> files = await TrackedFilesAsync("src/*.cs");

        Assert.NotEmpty(await TrackedFilesAsync("src"));
        Assert.DoesNotContain(files, file => File.ReadLines(FullPath(file)).Count() > MaxLines);
    }

    [Fact]
    public async Task ASourceFile_HasAtMost140Columns()
    {
        IReadOnlyList<string> files = await TrackedFilesAsync("*.cs");

        Assert.Contains("tests/Architecture/SourceFilesTests.cs", files);
        Assert.Empty(
            from file in files
            from line in File.ReadLines(FullPath(file)).Index()
            where line.Item.Length > MaxColumns
            select $"{file}:{line.Index + 1}: {line.Item.Length} columns");
    }

    [Fact]
    public async Task ATrackedFile_NamesNoFolderOfAMachine()
    {
        // Models and fixtures are third-party data that may contain paths.
        IReadOnlyList<string> files = await TrackedFilesAsync(".", ":!models", ":!tests/Fixtures");

        Assert.Contains("SearchEngine.sln", files);
        Assert.Empty(
            from file in files
            from line in File.ReadLines(FullPath(file)).Index()
            where MachinePath().IsMatch(line.Item)
            select $"{file}:{line.Index + 1}: {line.Item.Trim()}");
    }

    [Theory]
    [InlineData("cd /{0}/someone/project", "home")]
    [InlineData("see \"/{0}/notes.txt\"", "root")]
    [InlineData(@"C:\{0}\someone", "Users")]
    public void MachinePath_AFolderOfAUser_IsFound(string text, string folder) =>
        Assert.Matches(MachinePath(), string.Format(null, text, folder));

    [Theory]
    [InlineData("src/work/file.cs")]
    [InlineData("https://example.org/home/page")]
    [InlineData("~/work/notes")]
    public void MachinePath_ARelativePathOrAnAddress_IsNotFound(string text) => Assert.DoesNotMatch(MachinePath(), text);

    [GeneratedRegex(@"(?<![\w.~/$}-])/(work|root|home|Users|farm)/[\w.]|[A-Za-z]:\\Users\\")]
    private static partial Regex MachinePath();

    private static string FullPath(string file) => Path.Combine(Repository.Root, file);

    private static async Task<IReadOnlyList<string>> TrackedFilesAsync(params string[] paths)
    {
        if (!Path.Exists(FullPath(".git"))) Assert.Skip("not a git checkout");
        ProcessOutcome listing = await ChildProcess.RunAsync(
            "git", ["ls-files", "-z", "--", .. paths], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(listing.ExitCode == 0, listing.Stderr);
        return [.. listing.Stdout.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(FullPath(file)))];
    }
}
