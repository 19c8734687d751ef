using SearchEngine.Evaluation.Collections;
using SearchEngine.Tests;

namespace SearchEngine.Evaluation.Tests.Collections;

public sealed class BeirCollectionTests : IDisposable
{
    private readonly BeirFolder _folder = BeirFolder.Whole();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WithoutSplit_UsesTestAndItsJudgedQueries()
    {
        BeirCollection collection = BeirCollection.Open(_folder.Root);

        Assert.Equal("test", collection.Split);
        Assert.Equal([new JudgedQuery("q1", "how to bake")], collection.Queries);
        Assert.Equal(2, collection.Judgements["q1"]["d1"]);
    }

    [Fact]
    public void Open_NamedSplit_UsesIt() => Assert.Equal("q2", Assert.Single(BeirCollection.Open(_folder.Root, "dev").Queries).Id);

    [Fact]
    public void Open_OnlySplit_IsUsed()
    {
        _folder.Delete("qrels/test.tsv");

        Assert.Equal("dev", BeirCollection.Open(_folder.Root).Split);
    }

    [Fact]
    public void Documents_WholeCorpus_StreamsInOrderWithEmptyTitles() => Assert.Equal(
        [new BeirDocument("d1", "Bread", "Flour and water."), new BeirDocument("d2", "", "No title here.")],
        BeirCollection.Open(_folder.Root).Documents());

    [Fact]
    public void Documents_LaterLineMalformed_YieldsTheLinesBeforeIt()
    {
        _folder.Write("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"fine\"}\n{broken\n");

        Assert.Equal("d1", BeirCollection.Open(_folder.Root).Documents().First().Id);
    }

    [Fact]
    public void Open_MissingSplit_ListsTheExistingSplits() => AssertRefused("train", "'train'", "dev, test", "--split");

    [Fact]
    public void Open_SeveralSplitsButNoTest_ListsThem()
    {
        _folder.Delete("qrels/test.tsv");
        _folder.Write("qrels/train.tsv", "q1\td1\t1\n");

        AssertRefused(null, "dev, train");
    }

    [Fact]
    public void Open_EmptyFolder_DescribesTheLayout()
    {
        DirectoryInfo empty = Directory.CreateDirectory(Path.Combine(_folder.Root, "empty"));

        string message = Assert.Throws<EvaluationException>(() => BeirCollection.Open(empty.FullName)).Message;

        Assert.Contains("is empty", message, StringComparison.Ordinal);
        Assert.Contains("corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingFolder_NamesIt() => Assert.Contains(
        "no such folder",
        Assert.Throws<EvaluationException>(() => BeirCollection.Open(Path.Combine(_folder.Root, "nowhere"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("corpus.jsonl")]
    [InlineData("queries.jsonl")]
    public void Open_MissingFile_NamesIt(string file)
    {
        _folder.Delete(file);

        AssertRefused(null, $"has no {file}");
    }

    [Theory]
    [InlineData("{\"_id\": \"d1\", \"text\": \"a\"}\n{\"_id\": \"d2\", \"text\" \"b\"}", "line 2, column 22", "not valid JSON")]
    [InlineData("{\"_id\": \"é\", \"text\" 1}", "line 1, column 21", "not valid JSON")]
    [InlineData(" [1, 2]", "line 1, column 2", "not a JSON object")]
    [InlineData("{\"text\": \"a\"}", "line 1, column 1", "\"_id\" is missing")]
    [InlineData("{\"text\": \"é\", \"_id\": \"\"}", "line 1, column 22", "\"_id\" is empty")]
    [InlineData("{\"_id\": \"d1\"}", "line 1, column 1", "\"text\" is missing")]
    [InlineData("{\"_id\": \"d1\", \"text\": [1]}", "line 1, column 23", "\"text\" must be a string")]
    [InlineData(
        "{\"_id\": \"d1\", \"text\": \"a\"}\n\n{\"_id\": \"d1\", \"text\": \"b\"}",
        "line 3, column 9",
        "'d1' is also the _id of line 1")]
    [InlineData("{\"_id\": \"d1\", \"text\": \"\\ud83d\"}", "line 1, column 24", "half of a surrogate pair")]
    public void Documents_MalformedLine_NamesFileLineAndFault(string corpus, string place, string fault)
    {
        _folder.Write("corpus.jsonl", corpus);
        BeirCollection collection = BeirCollection.Open(_folder.Root);

        string message = Assert.Throws<EvaluationException>(() => collection.Documents().Count()).Message;

        Assert.Contains($"corpus.jsonl, {place}: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query-id\tcorpus-id\tscore\nq1\td1\n", "test.tsv, line 2, column 6: expected query-id, corpus-id and score")]
    [InlineData("query-id\tcorpus-id\tscore\nq1 d1 1\n", "test.tsv, line 2, column 8: expected query-id, corpus-id and score")]
    [InlineData("q1\t \t1\n", "test.tsv, line 1, column 4: expected query-id, corpus-id and score")]
    [InlineData("q1\td1\t99999999999\n", "test.tsv, line 1, column 7: the score '99999999999' is not a whole number")]
    [InlineData(
        "q1 0 d1 1\nq1 0 d2\n",
        "test.tsv, line 2, column 8: expected query-id, corpus-id and score, separated by tabs (BEIR), or query, 0, "
            + "document and relevance")]
    [InlineData("q1 0 d1 1\nq1  0 d2 yes\n", "test.tsv, line 2, column 10: the score 'yes' is not a whole number")]
    [InlineData("q1 0 d1 1\nq1 0 d1 2\n", "test.tsv, line 2, column 6: document 'd1' is judged twice")]
    [InlineData("query-id\tcorpus-id\tscore\nq1\td1\thigh\n", "test.tsv, line 2, column 7: the score 'high' is not a whole number")]
    [InlineData("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td1\t0\n", "test.tsv, line 3, column 4: document 'd1' is judged twice")]
    [InlineData("query-id\tcorpus-id\tscore\n", "contains no judgements")]
    [InlineData("q1\td1\t1\nq9\td1\t1\n", "judges query 'q9'")]
    public void Open_MalformedQrels_NamesFileLineAndFault(string qrels, string fault)
    {
        _folder.Write("qrels/test.tsv", qrels);

        AssertRefused(null, fault);
    }

    [Theory]
    [InlineData("query-id\tcorpus-id\tscore\nquery 1\tdoc 1\t2\n")]
    [InlineData("query 1\tdoc 1\t2\n")]
    [InlineData("\nQuery id\tDocument\tRelevance\nquery 1\tdoc 1\t2\textra\n")]
    public void Read_TabsWithOrWithoutHeader_KeepsSpacesInIds(string qrels) =>
        Assert.Equal(2, Assert.Single(Qrels.Read(_folder.Write("any.txt", qrels))["query 1"], judged => judged.Key == "doc 1").Value);

    [Theory]
    [InlineData("query1 0 d1 2\nq2 0 d1 -1\n")]
    [InlineData("query1\t0\td1\t2\nq2\t0\td1\t-1\n")]
    [InlineData("\n  query1   Q0\td1 2 \nq2 0 d1 -1")]
    public void Read_TrecFormat_ReadsQueryDocumentAndRelevance(string qrels)
    {
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> judgements = Qrels.Read(_folder.Write("any.qrels", qrels));

        Assert.Equal(["query1", "q2"], judgements.Keys);
        Assert.Equal((2, -1), (judgements["query1"]["d1"], judgements["q2"]["d1"]));
    }

    [Fact]
    public void OpenWith_JudgementsFromElsewhere_NeedsNoQrelsFolder()
    {
        Directory.Delete(Path.Combine(_folder.Root, "qrels"), recursive: true);

        BeirCollection collection = BeirCollection.OpenWith(_folder.Root, _folder.Write("mine/round1.v2.txt", "q2 0 d1 1\n"));

        Assert.Equal(("round1.v2", "q2"), (collection.Split, Assert.Single(collection.Queries).Id));
    }

    [Fact]
    public void OpenWith_MissingJudgements_NamesTheFile()
    {
        string file = Path.Combine(_folder.Root, "nowhere.tsv");

        Assert.Contains(
            $"{file}: file of judgements not found",
            Assert.Throws<EvaluationException>(() => BeirCollection.OpenWith(_folder.Root, file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_QueryWithoutText_NamesThePlace()
    {
        _folder.Write("queries.jsonl", "{\"_id\": \"q1\", \"text\": \" \"}\n");

        AssertRefused(null, "queries.jsonl, line 1, column 23: the field \"text\" is empty");
    }

    [Fact]
    public void Open_RealCollection_HasThePublishedCounts()
    {
        string? folder = Repository.Data is { } data ? Path.Combine(data, "ir", "nfcorpus") : null;
        if (!Directory.Exists(folder))
        {
            Assert.Skip("NFCorpus is not on this machine; SEARCHENGINE_DATA names the folder that holds ir/nfcorpus");
        }

        BeirCollection collection = BeirCollection.Open(folder);

        Assert.Equal("nfcorpus", collection.Name);
        Assert.Equal(323, collection.Queries.Count);
        Assert.Equal(3633, collection.Documents().Count());
    }

    private void AssertRefused(string? split, params string[] parts)
    {
        string message = Assert.Throws<EvaluationException>(() => BeirCollection.Open(_folder.Root, split)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
