using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Evaluation.Questions;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Ingestion;
using SearchEngine.Search;
using SearchEngine.Tests;

namespace SearchEngine.Evaluation.Tests.Questions;

public sealed class JudgedQuestionsTests(SamplesIndex index) : IClassFixture<SamplesIndex>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_QuestionsAboutTheSamples_JudgesEachPath()
    {
        JudgedQuestions questions = await JudgedQuestions.OpenAsync(
            Samples,
            index.Knowledge,
            "samples",
            TestContext.Current.CancellationToken);

        Assert.Equal(("samples", "samples.questions"), (questions.Name, questions.Split));
        Assert.Equal(["refund", "oven", "3", "4", "5", "7"], questions.Queries.Select(query => query.Id));
        Assert.Equal("can I work from home?", questions.Queries[4].Text);
        Assert.Equal(["samples/bakery/harbour-rye.md", "samples/bakery/oven-notes.txt"], questions.Judgements["oven"].Keys.Order());
        Assert.All(questions.Judgements.Values.SelectMany(judged => judged.Values), relevance => Assert.Equal(1, relevance));
    }

    /// <summary>Compares with direct queries, measured without ids, files or stages.</summary>
    [Fact]
    public async Task Run_QuestionsAboutTheSamples_MeasuresWhatTheProductFinds()
    {
        JudgedQuestions questions = await JudgedQuestions.OpenAsync(
            Samples,
            index.Knowledge,
            "samples",
            TestContext.Current.CancellationToken);

        EvaluationReport report = await RetrievalEvaluation.RunAsync(
            index.Knowledge,
            questions,
            RunFolder.Open(_folder["runs"]),
            cancellationToken: TestContext.Current.CancellationToken);

        IReadOnlyList<DocumentReport> files = await index.Knowledge.GetFilesAsync("samples", TestContext.Current.CancellationToken);
        Assert.Equal(("samples", "samples.questions", files.Count, 6), (report.Dataset, report.Split, report.Documents, report.Queries));
        double reciprocalRanks = 0;
        foreach (JudgedQuery query in questions.Queries)
        {
            SearchResults found = await index.Knowledge.QueryAsync(
                query.Text,
                new QueryOptions { Collections = ["samples"], IncludeCopies = true, Rerank = null },
                TestContext.Current.CancellationToken);
            reciprocalRanks += found.Hits.FirstOrDefault(
                hit => questions.Judgements[query.Id].ContainsKey($"samples/{hit.Path}")) is { } first
                ? 1.0 / first.Rank
                : 0;
        }
        StageReport hybrid = report.Stages.Single(stage => stage.Stage == "hybrid");
        Assert.Equal(reciprocalRanks / 6, hybrid.Mrr10, 1e-12);
        Assert.InRange(hybrid.Mrr10, 0.8, 1);
        Assert.Equal(
            hybrid.Ndcg10,
            TrecMeasures.Evaluate(TrecRun.Read(_folder["runs/samples.samples.questions.hybrid.run"]), questions.Judgements).Mean.Ndcg10);
    }

    [Fact]
    public async Task Run_AllCollections_DistinguishesEqualPaths()
    {
        string file = _folder.Write("mine.jsonl", """
            {"question": "refund above 50 euro", "paths": ["notes/customers/refunds.md"]}
            {"question": "a second rack for the proving room", "paths": ["my plan.md"]}
            """);
        JudgedQuestions questions = await JudgedQuestions.OpenAsync(
            file,
            index.Knowledge,
            cancellationToken: TestContext.Current.CancellationToken);

        EvaluationReport report = await RetrievalEvaluation.RunAsync(
            index.Knowledge,
            questions,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(("kb.index", "mine"), (report.Dataset, report.Split));
        Assert.Equal((await index.Knowledge.GetStatusAsync(TestContext.Current.CancellationToken)).Indexed, report.Documents);
        Assert.All(report.Stages, stage => Assert.Equal(1, stage.Mrr10));
    }

    [Theory]
    [InlineData(
        "{\"question\": \"a\", \"paths\": [\"minutes/2026-02-05.txt\", \"bakery/allergen.md\"]}",
        55,
        "no indexed document has the path 'bakery/allergen.md'. The nearest path is 'bakery/allergens.md'.")]
    [InlineData("{\"question\": \"a\", \"paths\": [\"allergens.md\"]}", 29, "The nearest path is 'bakery/allergens.md'.")]
    [InlineData("{\"question\": \"a\", \"paths\": [\"Bakery\\\\Allergens.md\"]}", 29, "The nearest path is 'bakery/allergens.md'.")]
    [InlineData("{\"question\": \"a\", \"paths\": [\"nothing like any of them\"]}", 29, "'search status --files' lists all paths")]
    [InlineData(
        "{\"question\": \"a\", \"paths\": [\"customers/refunds.md\"]}",
        29,
        "matches several documents. Name one of them: notes/customers/refunds.md, samples/customers/refunds.md.")]
    [InlineData("{\"question\": \"a\", \"paths\": [\"broken.docx\"]}", 29, "'broken.docx' is not indexed: ")]
    [InlineData("{\"question\": \"a\", \"paths\": []}", 28, "the field \"paths\" is an empty list")]
    [InlineData("{\"question\": \"a\", \"paths\": \"my plan.md\"}", 28, "the field \"paths\" must be a list of strings")]
    [InlineData("{\"question\": \"a\", \"paths\": [\"my plan.md\", null]}", 43, "the field \"paths\" must be a list of strings")]
    [InlineData("{\"question\": \"a\"}", 1, "the field \"paths\" is missing")]
    [InlineData("{\"paths\": [\"my plan.md\"]}", 1, "the field \"question\" is missing")]
    [InlineData("{\"question\": \" \", \"paths\": [\"my plan.md\"]}", 14, "the field \"question\" is empty")]
    [InlineData("{\"_id\": \"2\", \"question\": \"a\" \"paths\": []}", 30, "not valid JSON")]
    [InlineData("{\"_id\": 1, \"question\": \"a\", \"paths\": [\"my plan.md\"]}", 9, "the _id '1' is also the _id of line 1")]
    public async Task Open_MalformedLine_NamesThePlaceAndTheFault(string line, int column, string fault)
    {
        string file = _folder.Write("mine.jsonl", $$"""{"question": "fine", "paths": ["my plan.md"]}{{"\n\n"}}{{line}}{{"\n"}}""");

        string message = (await Assert.ThrowsAsync<EvaluationException>(
            () => JudgedQuestions.OpenAsync(file, index.Knowledge, cancellationToken: TestContext.Current.CancellationToken))).Message;

        Assert.StartsWith($"{file}, line 3, column {column}: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_PathOfAnotherCollection_IsNotFound()
    {
        string file = _folder.Write("mine.jsonl", """{"question": "a", "paths": ["my plan.md"]}""");

        string message = (await Assert.ThrowsAsync<EvaluationException>(
            () => JudgedQuestions.OpenAsync(file, index.Knowledge, "samples", TestContext.Current.CancellationToken))).Message;

        Assert.Contains("no indexed document has the path 'my plan.md'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "contains no questions")]
    [InlineData("\n \n", "contains no questions")]
    [InlineData(null, "file of questions not found")]
    public async Task Open_NoQuestions_ReportsIt(string? text, string fault)
    {
        string file = text is null ? _folder["none.jsonl"] : _folder.Write("mine.jsonl", text);

        string message = (await Assert.ThrowsAsync<EvaluationException>(
            () => JudgedQuestions.OpenAsync(file, index.Knowledge, cancellationToken: TestContext.Current.CancellationToken))).Message;

        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    private static string Samples => Path.Combine(Repository.Fixtures, "evaluation", "samples.questions.jsonl");
}
