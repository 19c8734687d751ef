using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Folders of documents that are missing or empty, and files in their place.</summary>
public sealed class FoldersTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("index", "{0}")]
    [InlineData("query", "refund", "--in", "{0}")]
    [InlineData("query", "refund", "--no-update", "--in", "{0}")]
    public async Task AMissingFolder_IsNamed(params string[] arguments)
    {
        string missing = _folder["missing"];

        ProcessOutcome outcome = await indexed.RunAsync(Fill(arguments, missing));

        ErrorAssert.Reports(outcome, ExitCode.UsageError, $"'{missing}'", "there is no folder", "name");
    }

    [Fact]
    public async Task AMissingFolder_StopsTheOtherFoldersToo()
    {
        _folder.Write("there/new.md", "new");

        ProcessOutcome outcome = await indexed.RunAsync("index", _folder["there"], _folder["missing"]);

        ErrorAssert.Reports(outcome, ExitCode.UsageError, _folder["missing"]);
    }

    [Fact]
    public async Task AnEmptyFolder_Indexed_IsNamedAndLeavesNoCollection()
    {
        ProcessOutcome outcome = await indexed.RunAsync("index", _folder.Path);

        ErrorAssert.Reports(outcome, ExitCode.Success, $"'{_folder.Path}'", "contains no files");
    }

    [Fact]
    public async Task AnEmptyFolder_Searched_FindsNothing()
    {
        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--in", _folder.Path);

        ErrorAssert.Reports(outcome, ExitCode.NoResults, $"'{_folder.Path}'", "contains no files");
        Assert.Equal("", outcome.Stdout);
    }

    [Fact]
    public async Task AFolderNeverIndexed_SearchedWithoutUpdate_NamesTheCommand()
    {
        _folder.Write("new.md", "new");

        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--no-update", "--in", _folder.Path);

        ErrorAssert.Reports(outcome, ExitCode.UsageError, "is not indexed yet", $"search index '{_folder.Path}'");
    }

    [Theory]
    [InlineData("index", "{0}")]
    [InlineData("query", "refund", "--in", "{0}")]
    public async Task AFileInPlaceOfAFolder_IsNamed(params string[] arguments)
    {
        string file = _folder.Write("notes.md", "notes");

        ProcessOutcome outcome = await indexed.RunAsync(Fill(arguments, file));

        ErrorAssert.Reports(outcome, ExitCode.UsageError, $"'{file}' is a file", "name the folder");
    }

    [Fact]
    public async Task AnUnknownName_ListsTheCollections()
    {
        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--in", "documentz");

        ErrorAssert.Reports(outcome, ExitCode.UsageError, "'documentz'", "collections: documents");
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Fill(string[] arguments, string folder) =>
        [.. arguments.Select(argument => argument.Replace("{0}", folder, StringComparison.Ordinal))];
}
