using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Invalid questions about the user's own index.</summary>
public sealed class QuestionsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("{\"question\": \"pie\", \"paths\": [\"oven.md\"", 40, "not valid JSON")]
    [InlineData("\"pie\"", 1, "not a JSON object")]
    [InlineData("{\"paths\": [\"oven.md\"]}", 1, "the field \"question\" is missing")]
    [InlineData("{\"question\": \"\", \"paths\": [\"oven.md\"]}", 14, "the field \"question\" is empty")]
    [InlineData("{\"question\": \"pie\"}", 1, "the field \"paths\" is missing")]
    [InlineData("{\"question\": \"pie\", \"paths\": []}", 30, "the field \"paths\" is an empty list")]
    [InlineData("{\"question\": \"pie\", \"paths\": \"oven.md\"}", 30, "the field \"paths\" must be a list of strings")]
    [InlineData("{\"question\": \"pie\", \"paths\": [[\"oven.md\"]]}", 31, "the field \"paths\" must be a list of strings")]
    [InlineData("{\"_id\": 1, \"question\": \"pie\", \"paths\": [\"oven.md\"]}", 9, "the _id '1' is also the _id of line 1")]
    public async Task ABrokenQuestionsFile_NamesTheLineAndTheColumn(string line, int column, string reason)
    {
        string file = _folder.Write("mine.jsonl", $$"""{"question": "how hot?", "paths": ["oven.md"]}{{"\n"}}{{line}}{{"\n"}}""");

        ErrorAssert.Reports(await AskAsync(file), ExitCode.Failure, $"{file}, line 2, column {column}: ", reason);
    }

    [Theory]
    [InlineData("refund.md", "no indexed document has the path 'refund.md'. The nearest path is 'refunds.md'.")]
    [InlineData("old/oven.md", "The nearest path is 'oven.md'.")]
    [InlineData("something else", "no indexed document has the path 'something else'", "search status --files")]
    public async Task AnUnknownPath_NamesTheLineAndTheNearestPath(string path, params string[] reasons)
    {
        string file = _folder.Write("mine.jsonl", $$"""{"question": "how hot?", "paths": ["oven.md", "{{path}}"]}""");

        ErrorAssert.Reports(await AskAsync(file), ExitCode.Failure, [$"{file}, line 1, column 47: ", .. reasons]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  \n")]
    public async Task AnEmptyQuestionsFile_ShowsAnExample(string text)
    {
        string file = _folder.Write("mine.jsonl", text);

        ErrorAssert.Reports(await AskAsync(file), ExitCode.Failure, $"{file} contains no questions", "{\"question\": ");
    }

    [Fact]
    public async Task AMissingQuestionsFile_IsNamed() =>
        ErrorAssert.Reports(
            await AskAsync(_folder["none.jsonl"]),
            ExitCode.Failure,
            $"{_folder["none.jsonl"]}: file of questions not found");

    [Fact]
    public async Task AFolderInPlaceOfQuestions_IsNamed() =>
        ErrorAssert.Reports(await AskAsync(_folder.Path), ExitCode.Failure, $"{_folder.Path}: file of questions not found");

    [Fact]
    public async Task QuestionsAboutAnUnknownCollection_ListTheCollections()
    {
        string file = _folder.Write("mine.jsonl", """{"question": "how hot?", "paths": ["oven.md"]}""");

        ErrorAssert.Reports(await AskAsync(file, "--in", "recipes"), ExitCode.UsageError, "'recipes'", "documents");
    }

    [Fact]
    public async Task QuestionsWithoutAnIndex_SayHowToCreateOne()
    {
        string file = _folder.Write("mine.jsonl", """{"question": "how hot?", "paths": ["oven.md"]}""");

        ErrorAssert.Reports(
            await indexed.RunOnIndexAsync(_folder["index"], "eval", "--questions", file),
            ExitCode.UsageError,
            "nothing is indexed yet",
            "search index DIR");
        Assert.False(Directory.Exists(_folder["index"]));
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProcessOutcome> AskAsync(string file, params string[] options) =>
        indexed.RunAsync(["eval", "--questions", file, "--json", .. options]);
}
