using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Index paths that are not an index.</summary>
public sealed class IndexFoldersTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private const string Note = "A note, and no index.";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("status")]
    [InlineData("query", "refund")]
    [InlineData("index", "{documents}")]
    public async Task AFolderThatIsNotAnIndex_IsNamedAndNotTouched(params string[] arguments)
    {
        string note = _folder.Write("other/note.md", Note);

        ProcessOutcome outcome = await RunAsync(arguments, _folder["other"]);

        ErrorAssert.Reports(
            outcome, ExitCode.Failure, $"{_folder["other"]} is not an index", "catalog.db", "Name an empty or a new folder");
        Assert.Equal([note], Directory.EnumerateFileSystemEntries(_folder["other"]));
        Assert.Equal(Note, File.ReadAllText(note));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("query", "refund")]
    [InlineData("index", "{documents}")]
    public async Task AFileInPlaceOfAnIndexFolder_IsNamedAndNotTouched(params string[] arguments)
    {
        string file = _folder.Write("note.md", Note);

        ProcessOutcome outcome = await RunAsync(arguments, file);

        ErrorAssert.Reports(outcome, ExitCode.Failure, $"{file} is a file", "Name a folder");
        Assert.Equal(Note, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("query", "refund")]
    [InlineData("index", "{documents}")]
    public async Task AnInvalidCatalog_IsNamedAndNotTouched(params string[] arguments)
    {
        string catalog = _folder.Write("other/catalog.db", Note);

        ProcessOutcome outcome = await RunAsync(arguments, _folder["other"]);

        ErrorAssert.Reports(outcome, ExitCode.Failure, catalog);
        Assert.Equal(Note, File.ReadAllText(catalog));
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProcessOutcome> RunAsync(string[] arguments, string index) => indexed.RunAsync(
        [.. arguments.Select(argument => argument.Replace("{documents}", indexed.Documents, StringComparison.Ordinal)), "--index", index]);
}
