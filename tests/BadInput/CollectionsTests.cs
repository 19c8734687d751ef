using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Judged collections that cannot be evaluated. The user's own index has no part in it.</summary>
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
    [InlineData("q2 d2 1", "query-id, corpus-id and score, parted by tabs")]
    [InlineData("q2\td2", "query-id, corpus-id and score, parted by tabs")]
    [InlineData("\td2\t1", "query-id, corpus-id and score, parted by tabs")]
    [InlineData("q2\td2\tgood", "the score 'good' is not a whole number")]
    [InlineData("q1\td1\t2", "document 'd1' is judged twice for query 'q1'")]
    public async Task BrokenQrels_NameTheLine(string line, string reason)
    {
        string qrels = _folder.Write("qrels/test.tsv", $"query-id\tcorpus-id\tscore\nq1\td1\t1\n{line}\n");

        Refusal.Names(await EvaluateAsync(), ExitCode.Failure, $"{qrels}, line 3", reason);
    }

    [Fact]
    public async Task QrelsOfAnUnknownQuery_NameIt()
    {
        string qrels = _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq9\td1\t1\n");

        Refusal.Names(await EvaluateAsync(), ExitCode.Failure, qrels, "'q9'", "queries.jsonl");
    }

    [Fact]
    public async Task QrelsThatJudgeNothing_AreNamed()
    {
        string qrels = _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n");

        Refusal.Names(await EvaluateAsync(), ExitCode.Failure, qrels, "judges nothing");
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("")]
    [InlineData("../corpus")]
    public async Task ASplitThatDoesNotExist_ListsThoseThatDo(string split)
    {
        _folder.Write("qrels/train.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\n");

        Refusal.Names(await EvaluateAsync("--split", split), ExitCode.Failure, $"no split '{split}'", "test, train", "--split");
    }

    [Theory]
    [InlineData("corpus.jsonl")]
    [InlineData("queries.jsonl")]
    public async Task ABrokenLine_IsNamed(string file)
    {
        string path = _folder[file];
        File.AppendAllText(path, "\n{\"_id\": \"x\", \"text\": \"cut");

        Refusal.Names(await EvaluateAsync(), ExitCode.Failure, $"{path}, line 3", "JSON");
    }

    [Fact]
    public async Task AFolderThatIsNoCollection_SaysWhatOneHolds() =>
        Refusal.Names(await _indexed.RunAsync("eval", _indexed.Documents), ExitCode.Failure, _indexed.Documents, "corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv");

    [Fact]
    public async Task AMissingCollection_IsNamed() =>
        Refusal.Names(await _indexed.RunAsync("eval", _folder["missing"]), ExitCode.Failure, _folder["missing"], "no such folder");

    public void Dispose() => _folder.Dispose();

    private Task<ProcessOutcome> EvaluateAsync(params string[] options) => _indexed.RunAsync(["eval", _folder.Path, "--json", .. options]);
}
