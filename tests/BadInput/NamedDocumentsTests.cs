namespace SearchEngine.BadInput.Tests;

/// <summary>Unknown names of documents and collections, and parts that documents do not have.</summary>
public sealed class NamedDocumentsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>
{
    [Theory]
    [InlineData("nowhere.md")]
    [InlineData("documents/nowhere.md:3")]
    [InlineData("documents")]
    [InlineData("C:\\notes\\a.md")]
    [InlineData("a\u001b[31mb")]
    public async Task Get_NoSuchDocument_SaysHowToListThem(string named) =>
        ErrorAssert.Reports(await indexed.RunAsync("get", named), ExitCode.UsageError, "there is no document", "search status --files");

    [Theory]
    [InlineData("99", "lines")]
    [InlineData("0", "lines")]
    [InlineData("4-2", "lines")]
    [InlineData("@0-9999", "characters")]
    [InlineData("@5-2", "characters")]
    [InlineData("page 2", "not a part of a document")]
    [InlineData("12-", "not a part of a document")]
    [InlineData("99999999999999", "not a part of a document")]
    public async Task Get_NoSuchPart_ListsTheExistingParts(string span, string named) =>
        ErrorAssert.Reports(await indexed.RunAsync("get", $"oven.md:{span}"), ExitCode.UsageError, named, span.TrimStart('@'));

    [Fact]
    public async Task Get_EmptyName_SaysWhatToGive() =>
        ErrorAssert.Reports(await indexed.RunAsync("get", ""), ExitCode.UsageError, "empty", "path");

    [Fact]
    public async Task Remove_UnknownName_RemovesNothing() =>
        ErrorAssert.Reports(await indexed.RunAsync("remove", "documents", "nowhere"), ExitCode.UsageError, "nowhere", "search status");

    [Fact]
    public async Task Status_FilesOfNoCollection_NamesIt() =>
        ErrorAssert.Reports(
            await indexed.RunAsync("status", "--files", "--in", "nowhere"), ExitCode.UsageError, "nowhere", "search status");

    [Theory]
    [InlineData("2GB")]
    [InlineData("0")]
    [InlineData("many")]
    public async Task Index_InvalidSize_ExplainsSizes(string size) =>
        ErrorAssert.Reports(
            await indexed.RunAsync("index", indexed.Documents, "--max-file-size", size), ExitCode.UsageError, $"'{size}'", "1 GB", "200MB");

    [Fact]
    public async Task Watch_SeveralFolders_AreRefused() =>
        ErrorAssert.Reports(
            await indexed.RunAsync("index", indexed.Documents, indexed.Documents, "--watch"), ExitCode.UsageError, "--watch", "one folder");
}
