using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Judged collections that cannot be evaluated. The user's own index is not touched.</summary>
public sealed class CollectionsTests : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly IndexedFolder _indexed;
    private readonly TemporaryFolder _folder = new();

    public CollectionsTests(IndexedFolder indexed)
    {
        _indexed = indexed;
        _folder.Write("corpus.jsonl", """
            {"_id": "d1", "title": "Pie", "text": "apple pie"}
            {"_id": "d2", "title": "", "text": "orange juice"}
            """);
        _folder.Write("queries.jsonl", """
            {"_id": "q1", "text": "pie"}
            {"_id": "q2", "text": "juice"}
            """);
        _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n");
    }

    [Theory]
    [InlineData("q2 d2 1", 8, "query-id, corpus-id and score, separated by tabs")]
    [InlineData("q2\td2", 6, "query-id, corpus-id and score, separated by tabs")]
    [InlineData("\td2\t1", 1, "query-id, corpus-id and score, separated by tabs")]
    [InlineData("q2\t\t1", 4, "query-id, corpus-id and score, separated by tabs")]
    [InlineData("q2\td2\tgood", 7, "the score 'good' is not a whole number")]
    [InlineData("q2\td2\t1.5", 7, "the score '1.5' is not a whole number")]
    [InlineData("q1\td1\t2", 4, "document 'd1' is judged twice for query 'q1'")]
    public async Task BrokenQrels_NameTheLineAndTheColumn(string line, int column, string reason)
    {
        string qrels = _folder.Write("qrels/test.tsv", $"query-id\tcorpus-id\tscore\nq1\td1\t1\n{line}\n");

        ErrorAssert.Reports(await EvaluateAsync(), ExitCode.Failure, $"{qrels}, line 3, column {column}: ", reason);
    }

    [Theory]
    [InlineData("q2 0 d2", 8, "query, 0, document and relevance, separated by spaces")]
    [InlineData("q2 0 d2 good", 9, "the score 'good' is not a whole number")]
    [InlineData("q1 0 d1 2", 6, "document 'd1' is judged twice for query 'q1'")]
    public async Task BrokenQrelsOfTrec_NameTheLineAndTheColumn(string line, int column, string reason)
    {
        string qrels = _folder.Write("mine.qrels", $"q1 0 d1 1\n{line}\n");

        ErrorAssert.Reports(await EvaluateAsync("--qrels", qrels), ExitCode.Failure, $"{qrels}, line 2, column {column}: ", reason);
    }

    [Fact]
    public async Task MissingQrels_AreNamed() =>
        ErrorAssert.Reports(
            await EvaluateAsync("--qrels", _folder["none.tsv"]), ExitCode.Failure, $"{_folder["none.tsv"]}: file of judgements not found");

    [Fact]
    public async Task BinaryQrels_NameTheLineAndTheColumn()
    {
        string qrels = _folder.Write("mine.qrels", "PK\u0003\u0004\0\0\0\u0007\n\ufffd\ufffd");

        ErrorAssert.Reports(await EvaluateAsync("--qrels", qrels), ExitCode.Failure, $"{qrels}, line 1, column 9: expected query-id");
    }

    [Theory]
    [InlineData("{\"_id\": \"q3\", \"text\": \"cut", 27, "not valid JSON")]
    [InlineData("[\"q3\", \"pie\"]", 1, "not a JSON object")]
    [InlineData("{\"_id\": \"q3\"}", 1, "the field \"text\" is missing")]
    [InlineData("{\"text\": \"pie\"}", 1, "the field \"_id\" is missing")]
    [InlineData("{\"_id\": \"q3\", \"text\": \" \"}", 23, "the field \"text\" is empty")]
    [InlineData("{\"_id\": \"q3\", \"text\": {\"en\": \"pie\"}}", 23, "the field \"text\" must be a string")]
    [InlineData("{\"_id\": \"q1\", \"text\": \"pie\"}", 9, "the _id 'q1' is also the _id of line 1")]
    [InlineData("{\"_id\": \"q3\", \"text\": \"\\udc00\"}", 24, "half of a surrogate pair")]
    public async Task BrokenQueries_NameTheLineAndTheColumn(string line, int column, string reason)
    {
        string queries = _folder["queries.jsonl"];
        File.AppendAllText(queries, "\n" + line);

        ErrorAssert.Reports(await EvaluateAsync(), ExitCode.Failure, $"{queries}, line 3, column {column}: ", reason);
    }

    [Fact]
    public async Task QrelsOfAnUnknownQuery_NameIt()
    {
        string qrels = _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq9\td1\t1\n");

        ErrorAssert.Reports(await EvaluateAsync(), ExitCode.Failure, qrels, "'q9'", "queries.jsonl");
    }

    [Fact]
    public async Task EmptyQrels_AreNamed()
    {
        string qrels = _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n");

        ErrorAssert.Reports(await EvaluateAsync(), ExitCode.Failure, qrels, "contains no judgements");
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("")]
    [InlineData("../corpus")]
    public async Task AMissingSplit_ListsTheExistingOnes(string split)
    {
        _folder.Write("qrels/train.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\n");

        ErrorAssert.Reports(await EvaluateAsync("--split", split), ExitCode.Failure, $"no split '{split}'", "test, train", "--split");
    }

    [Fact]
    public async Task ABrokenDocument_NamesTheLineAndTheColumn()
    {
        string corpus = _folder["corpus.jsonl"];
        File.AppendAllText(corpus, "\n{\"_id\": \"x\", \"text\": \"cut");

        ErrorAssert.Reports(await EvaluateAsync(), ExitCode.Failure, $"{corpus}, line 3, column 26: ", "JSON");
    }

    [Fact]
    public async Task RunsWhereAFileIs_AreRefusedBeforeAnythingIsMeasured()
    {
        string file = _folder.Write("taken", "");

        ErrorAssert.Reports(
            await EvaluateAsync("--runs", file),
            ExitCode.Failure,
            $"{file}: run files cannot be written to this folder",
            "--runs");
        Assert.Equal("", File.ReadAllText(file));
    }

    [Fact]
    public async Task RunsWhereNothingCanBeWritten_AreRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux's");

        ErrorAssert.Reports(
            await EvaluateAsync("--runs", "/proc/runs"),
            ExitCode.Failure,
            "/proc/runs: run files cannot be written to this folder",
            "--runs");
    }

    [Theory]
    [InlineData("choose one of them", "{collection}", "--split", "test", "--qrels", "any.tsv")]
    [InlineData("--in is for --questions", "{collection}", "--in", "documents")]
    [InlineData("leave out DIR, or leave out --questions", "{collection}", "--questions", "any.jsonl")]
    [InlineData("leave out --split and --qrels", "--questions", "any.jsonl", "--split", "test")]
    [InlineData("ask questions of your own index with --questions FILE")]
    [InlineData("--runs takes the path of a folder, not an empty one", "{collection}", "--runs", "")]
    [InlineData("--qrels takes the path of a file, not an empty one", "{collection}", "--qrels", " ")]
    public async Task OptionsThatContradict_SayWhichToLeaveOut(string reason, params string[] arguments) =>
        ErrorAssert.Reports(
            await _indexed.RunAsync(
                ["eval", .. arguments.Select(argument => argument.Replace("{collection}", _folder.Path, StringComparison.Ordinal))]),
            ExitCode.UsageError,
            reason);

    [Fact]
    public async Task AFolderThatIsNotACollection_ListsTheExpectedFiles() =>
        ErrorAssert.Reports(
            await _indexed.RunAsync("eval", _indexed.Documents),
            ExitCode.Failure,
            _indexed.Documents,
            "corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv");

    [Fact]
    public async Task AMissingCollection_IsNamed() =>
        ErrorAssert.Reports(
            await _indexed.RunAsync("eval", _folder["missing"]), ExitCode.Failure, _folder["missing"], "no such folder");

    public void Dispose() => _folder.Dispose();

    private Task<ProcessOutcome> EvaluateAsync(params string[] options) => _indexed.RunAsync(["eval", _folder.Path, "--json", .. options]);
}
